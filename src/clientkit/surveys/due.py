"""Whom one may and should ask now, and why: the recommendation, the satisfaction, the ease.

NPS is asked every so many days of a relation ([survey] nps_every_days); CSAT after a delivery or a milestone
of ours; CES after a low score was settled. The last two only while it is remembered: within 30 days.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from clientkit.clients.consent import consents
from clientkit.clients.engagement_periods import over
from clientkit.complaints.cases import complaints_among, open_complaints
from clientkit.feedback.follow_ups import LowScore
from clientkit.kernel.model.files.client import Client, Contact, Role
from clientkit.kernel.model.files.settings import SurveySettings
from clientkit.kernel.model.records.feedback import Consented, Feedback
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.due import Due, due_key, plus_days
from clientkit.kernel.model.values.rating_scales import MetricName
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client, read_settings
from clientkit.kernel.store.toml.file import BrokenFileError
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.eligibility import free_from, why_not
from clientkit.surveys.occasion import is_delivery, remembered_until, resolved
from clientkit.surveys.queries import Survey, surveys_of

if TYPE_CHECKING:  # the list of those to ask reads no project
    from clientkit.documents.account import ClientAccount

DECIDES: tuple[Role, ...] = ("signer", "approver", "day-to-day")
"""Roles of those whose recommendation counts."""

WORKS_WITH_US: tuple[Role, ...] = ("day-to-day", "approver", "signer")
"""Who is asked about one piece of work: the first of these that anyone has."""


class _Relation(NamedTuple):
    """What is known of one client."""

    slug: str
    client: Client
    records: Sequence[Entry]
    surveys: Sequence[Survey]
    consents: tuple[Consented, ...]
    resolved: Sequence[LowScore]
    """Low scores that nothing is left to do about."""


class _Reason(NamedTuple):
    """Why a contact should be asked something."""

    question: MetricName
    occasion: Occasion
    project: str | None
    contact: Contact
    since: date
    why: str
    until: date = date.max
    """The last day on which it is remembered."""


def question_values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
    """Why each contact should be asked something and what is in the way, on any day, the weightier first.

    None where there is nothing, or the relation is over.
    """
    try:
        who = read_client(workspace, slug).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None
    settings, records = read_settings(workspace).value, read_journal(workspace, slug)
    if over(who, records):
        return None
    surveys, settled = surveys_of(records, date.min), resolved(workspace, settings, slug, records)
    known = _Relation(slug, who, records, surveys, consents(records), settled)
    found = []
    for one in _reasons(known, settings.survey):
        obstacle = why_not(known.client, one.contact, known.consents)
        again = free_from(surveys, known.client, one.contact, settings.survey.cooldown_days)
        said = (one.question, one.occasion, one.project, one.contact.id, str(one.since), str(one.until))
        found.append((*said, one.why, obstacle, str(again)))
    return found or None


def dues_of(account: "ClientAccount") -> Iterator[Due]:
    """Questions that it is time for, and reminders; nothing where the relation is over."""
    if account.who is None or not account.records or over(account.who, account.records):
        return
    slug, rules = account.client, account.settings.survey
    surveys = surveys_of(account.records, date.min)
    settled = resolved(account.workspace, account.settings, slug, account.records)
    known = _Relation(slug, account.who, account.records, surveys, consents(account.records), settled)
    for reason in _reasons(known, rules):
        if why_not(known.client, reason.contact, known.consents) is None:
            again = free_from(surveys, known.client, reason.contact, rules.cooldown_days)
            yield _question(known, reason, max(reason.since, again))
    for one in surveys:
        if one.state == "asked" and one.reminded_on is None:
            yield _reminder(one, plus_days(one.asked_on, rules.remind_after_days))


def _question(known: _Relation, reason: _Reason, day: date) -> Due:
    about = f"{known.slug}/{reason.project}" if reason.project else known.slug
    return Due(
        key=due_key("survey", known.slug, reason.project, reason.contact.id, reason.question),
        kind="survey",
        id=reason.contact.id,
        client=known.slug,
        project=reason.project,
        owner="us",
        due=day.isoformat(),
        weight="info",
        text=f"ask {reason.contact.id} for the {reason.question.upper()}",
        why=reason.why,
        do=f"clientkit survey ask {about} --kind {reason.question} --contact {reason.contact.id}",
        shown_from=day.isoformat(),
        shown_until=reason.until.isoformat(),
    )


def _reminder(one: Survey, day: str) -> Due:
    return Due(
        key=due_key("survey-reminder", one.client, one.id),
        kind="survey-reminder",
        id=one.id,
        client=one.client,
        project=one.project,
        owner="us",
        due=day,
        weight="info",
        text=f"remind {one.contact} of the question for the {one.question.upper()}",
        why=f"asked on {one.asked_on}; the one reminder",
        do=f"clientkit survey remind {one.id}",
        shown_from=day,
        shown_until=one.expires.isoformat(),
    )


def _reasons(known: _Relation, rules: SurveySettings) -> list[_Reason]:
    """Why each contact should be asked something, on any day; the weightier reasons first."""
    return [*_after_complaints(known), *_after_work(known), *_periodic(known, rules)]


def _after_complaints(known: _Relation) -> Iterator[_Reason]:
    for low in known.resolved:
        answer, day = low.feedback, low.steps[-1].day
        contact = _named(known, answer.contact) or _who_works_with_us(known)
        if contact and not _has(known, "ces", day, answer.project):
            why = f"the low score of {answer.day} was settled on {day}"
            yield _Reason("ces", "complaint", answer.project, contact, day, why, remembered_until(day))
    for case in complaints_among(known.records):
        about, done = case.complaint, case.closed_on
        contact = _named(known, about.contact) or _who_works_with_us(known)
        if done and contact and not _has(known, "ces", done, about.project):
            why = f"the complaint of {about.day} was closed on {done}"
            yield _Reason("ces", "complaint", about.project, contact, done, why, remembered_until(done))


def _after_work(known: _Relation) -> Iterator[_Reason]:
    contact = _who_works_with_us(known)
    done = [one for one in known.records if isinstance(one, MilestoneDone) or is_delivery(one)]
    for one in sorted(done, key=lambda record: record.day, reverse=True):
        if contact and not _has(known, "csat", one.day, one.project):
            occasion: Occasion = "delivery"
            said = f"{one.project} was delivered"
            if isinstance(one, MilestoneDone):
                occasion, said = "milestone", f"{one.milestone} of {one.project} was reached"
            why, until = f"{said} on {one.day}", remembered_until(one.day)
            yield _Reason("csat", occasion, one.project, contact, one.day, why, until)


def _periodic(known: _Relation, rules: SurveySettings) -> Iterator[_Reason]:
    begun = [one.day for one in known.records if isinstance(one, ProjectMoved) and one.state == "active"]
    if not begun or open_complaints(known.records):
        return
    for contact in _who_decides(known):
        asked = [*_days(known, "nps", contact.id)]
        last = max(asked, default=None)
        since = (last or min(begun)) + timedelta(days=rules.nps_every_days)
        why = f"last asked for the NPS on {last}" if last else f"never asked for the NPS since {min(begun)}"
        yield _Reason("nps", "periodic", None, contact, since, why)


def _days(known: _Relation, question: MetricName, contact: str) -> Iterator[date]:
    """Days on which a contact was asked a question, or answered it unasked."""
    yield from (
        one.asked_on
        for one in known.surveys
        if (one.question, one.contact) == (question, contact) and one.state != "unsent"
    )
    yield from (
        one.day
        for one in known.records
        if isinstance(one, Feedback) and one.contact in {None, contact} and getattr(one, question) is not None
    )


def _has(known: _Relation, question: MetricName, since: date, project: str | None) -> bool:
    """Whether a question about a project was asked or answered from a day on."""
    asked = any(
        one.question == question and one.project in {None, project} and one.asked_on >= since
        for one in known.surveys
        if one.state != "unsent"
    )
    return asked or any(
        isinstance(one, Feedback)
        and getattr(one, question) is not None
        and one.project in {None, project}
        and one.day >= since
        for one in known.records
    )


def _named(known: _Relation, name: str | None) -> Contact | None:
    return next((one for one in known.client.contacts if one.id == name), None)


def _who_decides(known: _Relation) -> Iterable[Contact]:
    contacts = known.client.contacts
    return [one for one in contacts if set(DECIDES) & set(one.roles)] or contacts[:1]


def _who_works_with_us(known: _Relation) -> Contact | None:
    contacts = known.client.contacts
    fitting = (one for role in WORKS_WITH_US for one in contacts if role in one.roles)
    return next(fitting, None) or next(iter(contacts), None)
