"""Mails that came back: a survey that nobody received ends with it."""

from clientkit.kernel.mail.message.bounce import Bounce
from clientkit.replies.survey_index import Correspondence, Survey
from clientkit.replies.verdict import READ_BEFORE, Known, ReadMail, about_survey, left


def came_back(found: ReadMail, bounce: Bounce, known: Known) -> ReadMail:
    """What a mail that came back means for a survey."""
    correspondence = known.correspondence
    survey = next(
        (correspondence.by_message[one] for one in bounce.originals if one in correspondence.by_message), None
    )
    said = f": {bounce.said}" if bounce.said else ""
    if survey is None:
        return left(found, _came_back(bounce, correspondence) + said)
    about = about_survey(found, survey, known).model_copy(
        update={"what": "bounce", "contact": survey.asked.contact, "comment": bounce.said or None}
    )
    if over := _nothing_ended(found, bounce, survey, known):
        return left(about, over)
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
