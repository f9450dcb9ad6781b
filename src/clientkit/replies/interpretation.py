"""What one mail says to what was asked: understood, unsure or left, each with its reason."""

from datetime import date

from clientkit.kernel.mail.message.automatic_mail import Bounce, automatic, bounce_of
from clientkit.kernel.mail.message.parse import ReceivedMail
from clientkit.kernel.mail.reply.parts import Reply, split_reply
from clientkit.questions.token import SKIP, SURVEY, has_token, verify
from clientkit.replies.questions import interpret_word, question_of
from clientkit.replies.score_in_text import ScoreReading, comment_of, read_score
from clientkit.replies.survey_index import AskedSurvey, SurveyIndex
from clientkit.replies.verdict import (
    READ_BEFORE,
    UNRELATED,
    InterpretedMail,
    ReplyContext,
    about_survey,
    first_look,
    leave,
)

COMMENT_LIMIT = 4_000
"""Letters of a comment that are kept: of any script, they fit into a record."""


def understand(mail: ReceivedMail, place: str, context: ReplyContext) -> InterpretedMail:
    """What a mail says to what was asked; nothing here changes anything."""
    found = first_look(mail, place, context)
    if bounce := bounce_of(mail):
        return interpret_bounce(found, bounce, context)
    if why := _nothing_for_us(mail, context):
        return leave(found, why)
    if asked := question_of(mail, found.day, context):
        return interpret_word(found, mail, *asked, context)
    return _to_survey(found, mail, context)


def _to_survey(found: InterpretedMail, mail: ReceivedMail, context: ReplyContext) -> InterpretedMail:
    """What a mail says that answers no question but a survey, if anything."""
    survey, reasons = _survey_of(mail, found.day, context)
    if survey is None:
        what = "answer" if has_token(mail.subject) else "other"
        return leave(found.model_copy(update={"what": what}), reasons[0])
    if context.client and survey.asked.client != context.client:
        return leave(found, f"an answer of another client: {survey.asked.client}")
    about, doubts = about_survey(found, survey, context), [*reasons, *_doubts(mail, survey)]
    if has_token(mail.subject) and mail.subject.rstrip().upper().endswith(SKIP):
        return _declined(about, survey, doubts)
    return _answer(about, mail, survey, doubts, context)


def _nothing_for_us(mail: ReceivedMail, context: ReplyContext) -> str:
    """Why a mail is not looked at: it was before, or no client wrote it; empty where one may have."""
    if mail.message in context.index.read:
        return READ_BEFORE
    own = mail.sender in context.index.own and mail.sender not in context.index.open_of
    return automatic(mail.parts.whole.fields, mail.subject) or ("written by yourself" if own else "")


def _survey_of(mail: ReceivedMail, day: date, context: ReplyContext) -> tuple[AskedSurvey | None, list[str]]:
    """The survey that a mail belongs to with what is doubtful about that; or None and why there is none."""
    if has_token(mail.subject):
        return _by_token(mail, day, context)
    for message in reversed(mail.answers):
        if survey := context.index.by_message.get(message):
            late = [f"its time was over on {survey.asked.expires}"] if day > survey.asked.expires else []
            return survey, late
    opened = [one for one in context.index.open_of.get(mail.sender, ()) if one.asked.day <= day]
    if opened and opened[0].asked.expires >= day:
        reading = read_score("", _split(mail, opened[0], context), opened[0].question)
        if reading.score is not None:
            return opened[0], ["it names no survey, but its sender was asked one"]
    return None, [UNRELATED]


def _by_token(mail: ReceivedMail, day: date, context: ReplyContext) -> tuple[AskedSurvey | None, list[str]]:
    if context.key is None:
        return None, ["its token cannot be verified: this machine has no survey key"]
    token = verify(context.key, mail.subject)
    if token is None or token.purpose != SURVEY:
        return None, ["its token is forged: it was not made here, or was cut or changed"]
    survey = context.index.surveys.get(token.question)
    if survey is None:
        return None, [f"it answers a survey that was never asked here ({token.question})"]
    doubts = []
    if not token.is_for(survey.asked.contact):
        doubts.append("its token was made for another contact")
    if day > token.expires:
        doubts.append(f"its token expired on {token.expires}")
    return survey, doubts


def _doubts(mail: ReceivedMail, survey: AskedSurvey) -> list[str]:
    """What speaks against counting a mail as the answer of who was asked."""
    if not survey.email:
        return [f"the address of {survey.name} is not known"]
    if mail.sender != survey.email:
        return [f"from {mail.sender or 'nobody'}, but {survey.name} ({survey.email}) was asked"]
    return []


def _split(mail: ReceivedMail, survey: AskedSurvey, context: ReplyContext) -> Reply:
    """The parts of a mail that may answer a survey."""
    return split_reply(mail.text, context.index.words.to(survey.name, mail.subject))


def _answer(
    about: InterpretedMail,
    mail: ReceivedMail,
    survey: AskedSurvey,
    doubts: list[str],
    context: ReplyContext,
) -> InterpretedMail:
    subject = mail.subject if has_token(mail.subject) else ""
    reply = _split(mail, survey, context)
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
        return leave(about, reading.why)
    if why := _nothing_new(about, reply, survey, reading):
        return leave(about, why)
    if reading.score is None:
        doubts = [*doubts, reading.why or "no score in it"]
    elif not reading.sure:
        doubts = [*doubts, reading.why]
    return _judge(about, doubts, reading)


def _nothing_new(about: InterpretedMail, reply: Reply, survey: AskedSurvey, reading: ScoreReading) -> str:
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


def _judge(about: InterpretedMail, doubts: list[str], reading: ScoreReading) -> InterpretedMail:
    if doubts:
        return about.model_copy(update={"verdict": "unsure", "reason": "; ".join(doubts)})
    said = f"{str(about.question).upper()} {reading.score}"
    return about.model_copy(update={"verdict": "understood", "reason": said})


def _declined(about: InterpretedMail, survey: AskedSurvey, doubts: list[str]) -> InterpretedMail:
    about = about.model_copy(update={"what": "decline"})
    if not survey.is_open:
        return leave(about, "it declines a survey that is over")
    if doubts:
        return about.model_copy(update={"verdict": "unsure", "reason": "; ".join(doubts)})
    return about.model_copy(update={"verdict": "understood", "reason": "does not want to answer"})


def interpret_bounce(found: InterpretedMail, bounce: Bounce, context: ReplyContext) -> InterpretedMail:
    """What a mail that came back means for a survey."""
    by_message = context.index.by_message
    survey = next((by_message[one] for one in bounce.originals if one in by_message), None)
    said = f": {bounce.said}" if bounce.said else ""
    if survey is None:
        return leave(found, _came_back(bounce, context.index) + said)
    about = about_survey(found, survey, context).model_copy(
        update={"what": "bounce", "contact": survey.asked.contact, "comment": bounce.said or None}
    )
    if over := _nothing_ended(found, bounce, survey, context):
        return leave(about, over)
    if survey.email and bounce.recipients and survey.email not in bounce.recipients:
        reason = f"it names {', '.join(bounce.recipients[:3])}, but {survey.email} was asked"
        return about.model_copy(update={"verdict": "unsure", "reason": reason})
    reason = f"the survey to {survey.name} came back{said}"
    return about.model_copy(update={"verdict": "understood", "reason": reason})


def _nothing_ended(found: InterpretedMail, bounce: Bounce, survey: AskedSurvey, context: ReplyContext) -> str:
    """Why a mail that came back ends no survey; empty where it does."""
    if context.client and survey.asked.client != context.client:
        return f"a mail to another client came back: {survey.asked.client}"
    if found.message in context.index.read:
        return READ_BEFORE
    if not bounce.final:
        return f"the server still tries to reach {survey.name}"
    return "" if survey.is_open else f"the survey to {survey.name} came back, but is over already"


def _came_back(bounce: Bounce, index: SurveyIndex) -> str:
    """Which mail that is no survey came back, where that is known."""
    sent = next((index.sent[one] for one in bounce.originals if one in index.sent), None)
    what = "a mail" if sent is None else f"the {sent.document}{f' {sent.week}' if sent.week else ''}"
    whom = f" to {', '.join(bounce.recipients[:3])}" if bounce.recipients else ""
    return f"{what}{whom} {'came back' if bounce.final else 'is delayed'}"
