"""What one mail says to what was asked: understood, unsure or left, each with its reason."""

from datetime import date

from clientkit.kernel.mail.message.autoreply import automatic
from clientkit.kernel.mail.message.bounce import bounce_of
from clientkit.kernel.mail.message.parse import ReceivedMail
from clientkit.kernel.mail.reply.parts import Reply, split_reply
from clientkit.replies.bounces import came_back
from clientkit.replies.score_in_text import Reading, comment_of, read_score
from clientkit.replies.survey_index import Survey
from clientkit.replies.verdict import (
    READ_BEFORE,
    UNRELATED,
    Known,
    ReadMail,
    about_survey,
    first_look,
    left,
)
from clientkit.surveys.token import SKIP, has_token, verify

COMMENT_LIMIT = 4_000
"""Letters of a comment that are kept: of any script, they fit into a record."""


def understand(mail: ReceivedMail, place: str, known: Known) -> ReadMail:
    """What a mail says to a survey; nothing here changes anything."""
    found = first_look(mail, place, known)
    if bounce := bounce_of(mail):
        return came_back(found, bounce, known)
    if why := _nothing_for_us(mail, known):
        return left(found, why)
    survey, judged = _survey_of(mail, found.day, known)
    if survey is None:
        what = "answer" if has_token(mail.subject) else "other"
        return left(found.model_copy(update={"what": what}), judged[0])
    if known.client and survey.asked.client != known.client:
        return left(found, f"an answer of another client: {survey.asked.client}")
    about, doubts = about_survey(found, survey, known), [*judged, *_doubts(mail, survey)]
    if has_token(mail.subject) and mail.subject.rstrip().upper().endswith(SKIP):
        return _declined(about, survey, doubts)
    return _answer(about, mail, survey, doubts)


def _nothing_for_us(mail: ReceivedMail, known: Known) -> str:
    """Why a mail is not looked at: it was before, or no client wrote it; empty where one may have."""
    if mail.message in known.correspondence.read:
        return READ_BEFORE
    own = mail.sender in known.correspondence.own and mail.sender not in known.correspondence.open_of
    return automatic(mail.parts.whole.fields, mail.subject) or ("written by yourself" if own else "")


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
        return left(about, reading.why)
    if why := _nothing_new(about, reply, survey, reading):
        return left(about, why)
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
    if not survey.is_open:
        return left(about, "it declines a survey that is over")
    if doubts:
        return about.model_copy(update={"verdict": "unsure", "reason": "; ".join(doubts)})
    return about.model_copy(update={"verdict": "understood", "reason": "does not want to answer"})
