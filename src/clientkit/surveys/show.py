"""How surveys look on a screen."""

from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:
    from clientkit.surveys.mail import SurveyDelivery, SurveyMail
    from clientkit.surveys.outcomes import SurveyDecline
    from clientkit.surveys.queries import KeyState, Survey, Surveys
    from clientkit.surveys.questions import DueSurvey, DueSurveys

COLUMNS = columns_of(
    "id, asked, client, contact, question, after, state, on, score", right="score", named="after, on, score"
)

DUE = columns_of("client, contact, ask, after, why, but", named="after", prose="why, but")


def explain_survey(mail: "SurveyMail", *, sent: bool) -> None:
    """Which survey it is, until when it can be answered, and what to do with the draft."""
    asked = mail.asked
    what = "The reminder of the survey" if mail.is_reminder else "The survey"
    question = f"{asked.question.upper()} of {asked.contact}"
    say(f"{what} {asked.id} asks for the {question}; answers count until {asked.expires}.", error=True)
    if sent:
        return
    if mail.is_reminder:
        say("Open the draft, look it over and send it: there is no second reminder.", error=True)
    else:
        say("Open the draft, look it over and send it. If you do not:", error=True)
        say(f'  clientkit undo {asked.id} --note "Not sent"', error=True)


@view("survey-mail")
def show_delivery(delivery: "SurveyDelivery") -> None:
    """The id of the sending, or the path of the draft."""
    say(delivery.sending or delivery.file)


@view("surveys-due")
def show_due(rows: "DueSurveys") -> None:
    """Whom it is time to ask; what to type for the first of them."""
    if not rows:
        say("It is not time to ask anybody.", error=True)
        return
    show_table(DUE, [_due_cells(row) for row in rows])
    if first := next((row for row in rows if row.obstacle is None), None):
        words = f"{_about(first)} --kind {first.question} --contact {first.contact}"
        say(f"Ask the first: clientkit survey ask {words} --trigger {first.occasion}", error=True)


@view("surveys")
def show_surveys(surveys: "Surveys", *, within: bool) -> None:
    """The list, and how many answered; `within` some days or at all."""
    if not surveys.surveys:
        days = " in these days" if within else ""
        say(f"Nobody was asked{days}. See whom it is time to ask: clientkit survey due", error=True)
        return
    show_table(COLUMNS, [_cells(survey) for survey in surveys.surveys])
    say(_rate(surveys), error=True)


@view("survey-ended", data=attrgetter("record"))
def show_decline(decline: "SurveyDecline") -> None:
    """The record's id; what to do where they want no more questions at all."""
    record, contact = decline.record, decline.asked.contact
    say(record.id)
    say(f"Recorded: the survey {record.ref} is declined.", error=True)
    words = f'{record.client} --contact {contact} --purpose surveys --forbid --where "…"'
    say(f"  If they want no more surveys: clientkit client consent {words}", error=True)


@view("survey-key")
def show_key(state: "KeyState") -> None:
    """Where the key comes from and its fingerprint; without one, what to do."""
    if state.source == "none":
        from clientkit.questions.signing_key import NO_KEY_HINT

        say(f"This machine has no survey key ({state.place}): it cannot verify answers.")
        say(f"  Asked on another machine? {NO_KEY_HINT}", error=True)
        say("  Never asked before? The first 'clientkit survey ask' makes one.", error=True)
        return
    say(f"{state.place}  fingerprint {state.fingerprint}")


def _cells(survey: "Survey") -> tuple[str, ...]:
    return (
        survey.id,
        str(survey.asked_on),
        _about(survey),
        survey.contact,
        survey.question.upper(),
        survey.occasion,
        survey.state,
        str(survey.answered_on or survey.reminded_on or ""),
        "" if survey.score is None else str(survey.score),
    )


def _due_cells(row: "DueSurvey") -> tuple[str, ...]:
    but = {
        None: "",
        "address": "has no mail address",
        "client": "the client wants no surveys",
        "contact": "wants no surveys",
        "cooldown": f"was asked a short while ago; possible on {row.possible_on}",
    }[row.obstacle]
    return _about(row), row.contact, row.question.upper(), row.occasion, one_line(row.why), but


def _about(row: "Survey | DueSurvey") -> str:
    return str(Subject(row.client, row.project))


def _rate(surveys: "Surveys") -> str:
    from clientkit.kernel.statistics.rounding import rounded

    rate = surveys.rate
    if rate.rate is None:
        return "Nobody was reached."
    lost = rate.asked - rate.reached
    further = [
        *([f"{lost} did not arrive"] if lost else []),
        *([f"{surveys.open} can still be answered"] if surveys.open else []),
    ]
    rest = f"; {', '.join(further)}" if further else ""
    return f"Answered: {rate.answered} of {rate.asked} asked ({rounded(rate.rate, 0)} %){rest}."
