"""What one mail says to a question that a word answers: whose word it is, in time, and what it says."""

import re
from datetime import date

from clientkit.kernel.mail.message.parse import ReceivedMail
from clientkit.questions.token import SURVEY, has_token, verify
from clientkit.replies.verdict import InterpretedMail, ReplyContext, leave
from clientkit.replies.word import AskedQuestion, read_word

NAMELESS = "it names no question, but its sender was asked one"

_SENT_ANEW = re.compile(r"^<[0-9a-z]{6,32}\.(?=ck\.)")
"""What stands before the Message-ID of a draft when the same was sent once more."""


def question_of(
    mail: ReceivedMail, day: date, context: ReplyContext
) -> tuple[AskedQuestion, list[str]] | None:
    """The question that a mail answers, with what is doubtful about that; None where it answers none."""
    questions = context.index.questions
    if has_token(mail.subject):
        token = verify(context.key, mail.subject) if context.key else None
        asked = questions.by_id.get(token.question) if token and token.purpose != SURVEY else None
        if token is None or asked is None or asked.asked.purpose != token.purpose:
            return None
        return asked, [f"its token expired on {token.expires}"] if day > token.expires else []
    for message in reversed(mail.answers):
        if message in context.index.by_message:
            return None
        if found := questions.by_message.get(_SENT_ANEW.sub("<", message)):
            over = [f"its time was over on {found.asked.expires}"] if day > found.asked.expires else []
            return found, over
    for one in questions.open_of.get(mail.sender, ()):
        if one.asked.purpose == "leave":  # any words answer it: a mail that names no question need not
            continue
        if one.asked.day <= day <= one.asked.expires and read_word(mail, one.asked, context.ours).answer:
            return one, [NAMELESS]
    return None


def interpret_word(
    found: InterpretedMail,
    mail: ReceivedMail,
    question: AskedQuestion,
    doubts: list[str],
    context: ReplyContext,
) -> InterpretedMail:
    """A mail as the answer to a question; nothing here changes anything."""
    asked, word = question.asked, read_word(mail, question.asked, context.ours)
    who = next((one for one in question.people if one.email and one.email.lower() == mail.sender), None)
    about = found.model_copy(
        update={
            "what": "word",
            "client": asked.client,
            "project": asked.project,
            "contact": who.id if who else None,
            "asked": asked.id,
            "purpose": asked.purpose,
            "topic": asked.topic,
            "word": word.answer or None,
            "comment": word.text or None,
        }
    )
    if context.client and asked.client != context.client:
        return leave(found, f"an answer of another client: {asked.client}")
    if question.over or not (word.text or word.answer):
        return leave(about, question.over or word.doubt)
    if question.doubt:
        doubts = [*doubts, question.doubt]
    if who is None:
        known = ", ".join(one.name for one in question.people)
        writer = mail.sender[:80] or "nobody that can be told"
        doubts = [*doubts, f"it is from {writer}; it is the word of {known or 'nobody'}"]
    if mail.written is None:
        doubts = [*doubts, "it has no date"]
    elif found.day < asked.day:
        doubts = [*doubts, f"it is dated {found.day}, before the question of {asked.day}"]
    if doubts := [*doubts, *([word.doubt] if word.doubt else [])]:
        return about.model_copy(update={"verdict": "unsure", "reason": "; ".join(doubts)})
    return about.model_copy(update={"verdict": "understood", "reason": f"{asked.purpose}: {word.answer}"})
