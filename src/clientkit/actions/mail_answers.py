"""What one mail says to what was asked: understood, unsure or left, each with its reason."""

from datetime import date, tzinfo
from typing import Literal, NamedTuple

from pydantic import Field

from clientkit.actions.asked import Correspondence, Survey
from clientkit.mail.answer_link import SKIP
from clientkit.mail.autoreply import automatic
from clientkit.mail.bounce import Bounce, bounce_of
from clientkit.mail.message_reading import ReceivedMail
from clientkit.mail.reply import Reply, split_reply
from clientkit.mail.score_reading import (
    Reading,
    comment_of,
    read_score,
)
from clientkit.mail.token import has_token, verify
from clientkit.model.base import Model
from clientkit.model.entry import RecordId

COMMENT_LIMIT = 4_000
"""Letters of a comment that are kept: of any script, they fit into a record."""

Verdict = Literal["understood", "unsure", "left"]

UNRELATED = "no answer to a survey"
READ_BEFORE = "read before: it is in the journal"


class ReadMail(Model):
    """One mail, what it was taken for, and why."""

    place: str = Field(description="where it stands")
    message: str = Field(description="its Message-ID, or a hash of it where it has none")
    day: date = Field(description="local day on which it was written; today where it does not say")
    sender: str = Field(description="address of who wrote it")
    subject: str = Field(description="its subject")
    verdict: Verdict = Field(description="understood, unsure or left")
    reason: str = Field(description="why it is unsure or left; what it says, where it was understood")
    what: Literal["answer", "bounce", "decline", "other"] = Field(
        "other", description="answer, bounce, decline or other"
    )
    client: str | None = Field(None, description="client whose survey it belongs to")
    project: str | None = Field(None, description="project that the survey was about")
    survey: RecordId | None = Field(None, description="id of the survey")
    contact: str | None = Field(None, description="id of the contact who answers")
    question: Literal["csat", "nps", "ces"] | None = Field(None, description="csat, nps or ces")
    scale: int | None = Field(None, description="top of its scale")
    score: int | None = Field(None, description="the score that it gives, or may give")
    others: tuple[int, ...] = Field((), description="further scores that it may give")
    comment: str | None = Field(None, description="what it says above the quote")
    replaces: RecordId | None = Field(None, description="id of the earlier answer that it takes the place of")
    record: RecordId | None = Field(None, description="id of the record that was made of it")


class Known(NamedTuple):
    """What a mail is held against."""

    correspondence: Correspondence
    key: bytes | None
    """What tokens were signed with; None where this machine has no key."""
    today: date
    zone: tzinfo
    client: str | None = None
    """The only client whose answers are wanted."""


class _Judged(NamedTuple):
    verdict: Verdict
    reason: str


def understand(mail: ReceivedMail, place: str, known: Known) -> ReadMail:
    """What a mail says to a survey; nothing here changes anything."""
    found = _basics(mail, place, known)
    if bounce := bounce_of(mail):
        return _bounced(found, bounce, known)
    if why := _nothing_for_us(mail, known):
        return _left(found, why)
    survey, judged = _survey_of(mail, found.day, known)
    if survey is None:
        return _left(found, judged[0])
    if known.client and survey.asked.client != known.client:
        return _left(found, f"an answer of another client: {survey.asked.client}")
    about, doubts = _about(found, survey, known), [*judged, *_doubts(mail, survey)]
    if has_token(mail.subject) and mail.subject.rstrip().upper().endswith(SKIP):
        return _declined(about, survey, doubts)
    return _answer(about, mail, survey, doubts)


def _nothing_for_us(mail: ReceivedMail, known: Known) -> str:
    """Why a mail is not looked at: it was before, or no client wrote it; empty where one may have."""
    if mail.message in known.correspondence.read:
        return READ_BEFORE
    own = mail.sender in known.correspondence.own and mail.sender not in known.correspondence.open_of
    return automatic(mail.parts.whole.fields, mail.subject) or ("written by yourself" if own else "")


def local_day(mail: ReceivedMail, today: date, zone: tzinfo) -> date:
    """The day on which a mail was written, as the workspace's clock has it; never one that is to come."""
    if mail.written is None:
        return today
    try:
        return min(mail.written.astimezone(zone).date(), today)
    except (OverflowError, ValueError):
        return today


def _basics(mail: ReceivedMail, place: str, known: Known) -> ReadMail:
    return ReadMail.model_construct(
        place=place,
        message=mail.message,
        day=local_day(mail, known.today, known.zone),
        sender=mail.sender,
        subject=mail.subject[:300],
        verdict="left",
        reason=UNRELATED,
    )


def _left(found: ReadMail, reason: str) -> ReadMail:
    return found.model_copy(update={"verdict": "left", "reason": reason})


def _about(found: ReadMail, survey: Survey, known: Known) -> ReadMail:
    asked = survey.asked
    contact = known.correspondence.people.get((asked.client, found.sender), asked.contact)
    return found.model_copy(
        update={
            "what": "answer",
            "client": asked.client,
            "project": asked.project,
            "survey": asked.id,
            "contact": contact,
            "question": asked.question,
            "scale": asked.scale,
        }
    )


def _survey_of(mail: ReceivedMail, day: date, known: Known) -> tuple[Survey | None, list[str]]:
    """The survey that a mail belongs to with what is doubtful about that; or None and why there is none."""
    if has_token(mail.subject):
        return _by_token(mail, day, known)
    correspondence = known.correspondence
    for message in reversed(mail.answers):
        if survey := correspondence.by_message.get(message):
            late = [f"its time was over on {survey.asked.expires}"] if day > survey.asked.expires else []
            return survey, late
    opened = [one for one in correspondence.open_of.get(mail.sender, ()) if one.asked.day <= day]
    if opened and opened[0].asked.expires >= day:
        reading = read_score("", split_reply(mail.text), opened[0].question)
        if reading.score is not None:
            return opened[0], ["it names no survey, but its sender was asked one"]
    return None, [UNRELATED]


def _by_token(mail: ReceivedMail, day: date, known: Known) -> tuple[Survey | None, list[str]]:
    if known.key is None:
        return None, ["its token cannot be verified: this machine has no survey key"]
    token = verify(known.key, mail.subject)
    if token is None:
        return None, ["its token is forged: it was not made here, or was cut or changed"]
    survey = known.correspondence.surveys.get(token.survey)
    if survey is None:
        return None, [f"it answers a survey that was never asked here ({token.survey})"]
    doubts = []
    if not token.is_for(survey.asked.contact):
        doubts.append("its token was made for another contact")
    if day > token.expires:
        doubts.append(f"its token expired on {token.expires}")
    return survey, doubts


def _doubts(mail: ReceivedMail, survey: Survey) -> list[str]:
    """What speaks against counting a mail as the answer of who was asked."""
    if not survey.email:
        return [f"the address of {survey.name} is not known"]
    if mail.sender != survey.email:
        return [f"from {mail.sender or 'nobody'}, but {survey.name} ({survey.email}) was asked"]
    return []


def _answer(about: ReadMail, mail: ReceivedMail, survey: Survey, doubts: list[str]) -> ReadMail:
    subject = mail.subject if has_token(mail.subject) else ""
    reply = split_reply(mail.text)
    reading = read_score(subject, reply, survey.question)
    comment = comment_of(reply, survey.question)
    about = about.model_copy(
        update={
            "score": reading.score,
            "others": reading.others,
            "comment": comment[:COMMENT_LIMIT] or None,
        }
    )
    if len(comment) > COMMENT_LIMIT:
        doubts = [*doubts, f"its comment is longer than {COMMENT_LIMIT:,} letters: the rest is left out"]
    if reading.refused:
        return _left(about, reading.why)
    if left := _nothing_new(about, reply, survey, reading):
        return _left(about, left)
    if reading.score is None:
        doubts = [*doubts, reading.why or "no score in it"]
    elif not reading.sure:
        doubts = [*doubts, reading.why]
    return _judge(about, doubts, reading)


def _nothing_new(about: ReadMail, reply: Reply, survey: Survey, reading: Reading) -> str:
    """Why a reply adds nothing to what is known; empty where it may."""
    before = survey.answer
    if about.score is None and not about.others and not about.comment:
        return reading.why or ("it only quotes" if reply.quoted else "nothing is written in it")
    if before and about.score is None:
        return f"it talks on about a survey answered on {before.day}"
    same = before is not None and about.score == getattr(before, survey.asked.question)
    if same and not reading.sure:
        return "it repeats an answer that is in the journal"
    return ""


def _judge(about: ReadMail, doubts: list[str], reading: Reading) -> ReadMail:
    if doubts:
        return about.model_copy(update={"verdict": "unsure", "reason": "; ".join(doubts)})
    said = f"{str(about.question).upper()} {reading.score}"
    return about.model_copy(update={"verdict": "understood", "reason": said})


def _declined(about: ReadMail, survey: Survey, doubts: list[str]) -> ReadMail:
    about = about.model_copy(update={"what": "decline"})
    if survey.answer or survey.ended:
        return _left(about, "it declines a survey that is over")
    if doubts:
        return about.model_copy(update={"verdict": "unsure", "reason": "; ".join(doubts)})
    return about.model_copy(update={"verdict": "understood", "reason": "does not want to answer"})


def _bounced(found: ReadMail, bounce: Bounce, known: Known) -> ReadMail:
    correspondence = known.correspondence
    survey = next(
        (correspondence.by_message[one] for one in bounce.originals if one in correspondence.by_message), None
    )
    said = f": {bounce.said}" if bounce.said else ""
    if survey is None:
        return _left(found, _came_back(bounce, correspondence) + said)
    about = _about(found, survey, known).model_copy(
        update={"what": "bounce", "contact": survey.asked.contact, "comment": bounce.said or None}
    )
    if over := _nothing_ended(found, bounce, survey, known):
        return _left(about, over)
    if survey.email and bounce.recipients and survey.email not in bounce.recipients:
        reason = f"it names {', '.join(bounce.recipients[:3])}, but {survey.email} was asked"
        return about.model_copy(update={"verdict": "unsure", "reason": reason})
    reason = f"the survey to {survey.name} came back{said}"
    return about.model_copy(update={"verdict": "understood", "reason": reason})


def _nothing_ended(found: ReadMail, bounce: Bounce, survey: Survey, known: Known) -> str:
    """Why a mail that came back ends no survey; empty where it does."""
    if known.client and survey.asked.client != known.client:
        return f"a mail to another client came back: {survey.asked.client}"
    if found.message in known.correspondence.read:
        return READ_BEFORE
    if not bounce.final:
        return f"the server still tries to reach {survey.name}"
    return "" if survey.is_open else f"the survey to {survey.name} came back, but is over already"


def _came_back(bounce: Bounce, correspondence: Correspondence) -> str:
    """Which mail that is no survey came back, where that is known."""
    sent = next((correspondence.sent[one] for one in bounce.originals if one in correspondence.sent), None)
    what = "a mail" if sent is None else f"the {sent.document}{f' {sent.week}' if sent.week else ''}"
    whom = f" to {', '.join(bounce.recipients[:3])}" if bounce.recipients else ""
    return f"{what}{whom} {'came back' if bounce.final else 'is delayed'}"
