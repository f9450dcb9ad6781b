"""What is needed from the client: questions that a mail put, and what the last report asks."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date

from clientkit.changes.cases import changes_among
from clientkit.complaints.cases import complaints_among
from clientkit.documents.dossier import Dossier
from clientkit.errors import ClientkitError
from clientkit.kernel.model.records.question import QuestionAnswered, QuestionAsked
from clientkit.page.contents import Need, ReadyReply
from clientkit.page.told import WhatWent
from clientkit.questions.asking import CLOSING, ready_replies
from clientkit.questions.signing_key import survey_key
from clientkit.questions.token import mailto
from clientkit.reports.weekly.asks import ClientAsk


def open_needs(
    dossier: Dossier, sent: WhatWent, asked: Sequence[ClientAsk], now: Sequence[ClientAsk], today: date
) -> list[Need]:
    """What was asked by a paper that went and is open still, by day, undated last."""
    address = dossier.settings.mail.reply_to or dossier.settings.you.email
    still = {(one.kind, one.text) for one in now}
    found = [
        *_questions(dossier, sent, address, today),
        *(
            _from_report(one, f"Re: {dossier.engagement.project.title}", address, today)
            for one in asked
            if (one.kind, one.text) in still and sent.says(one.text)
        ),
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def _questions(dossier: Dossier, sent: WhatWent, address: str, today: date) -> Iterator[Need]:
    """The questions of mails that went, unanswered and not over; of the same one asked twice the last."""
    mails = {one.message: one for one in sent.mails if one.message}
    answered = {one.ref for one in dossier.records if isinstance(one, QuestionAnswered)}
    asked = {
        (one.purpose, one.topic): one
        for one in dossier.records
        if isinstance(one, QuestionAsked) and one.message in mails
    }
    texts = {one.co: one.asked.text for one in changes_among(dossier.records) if one.state == "offered"}
    about = {one.complaint.id: one.complaint.text for one in complaints_among(dossier.records)}
    key = _key(dossier)
    for one in asked.values():
        if one.id in answered or one.expires < today or not _is_open(dossier, one, texts):
            continue
        links = ready_replies(one, key, address) if key else {}
        subject = f"Re: {mails[one.message].subject}"
        yield Need(
            kind="closing" if one.topic == CLOSING else one.purpose,
            text=texts.get(one.topic) or about.get(one.topic, ""),
            topic=str(_version(one)) if one.purpose == "accept" else one.topic,
            due=one.expires if one.purpose == "approve" else None,
            replies=tuple(
                ReadyReply(sentence=said, link=links.get(said) or _mail(address, subject, said))
                for said in one.sentences
            ),
        )


def _is_open(dossier: Dossier, asked: QuestionAsked, offered: dict[str, str]) -> bool:
    """Whether nothing else settled it: a version accepted, a change ended."""
    if asked.purpose == "approve":
        return asked.topic in offered
    agreed = dossier.agreed.version if dossier.agreed else 0
    return asked.purpose != "accept" or asked.topic == CLOSING or _version(asked) > agreed


def _version(asked: QuestionAsked) -> int:
    """The version of the agreement that is asked about."""
    digits = re.search(r"[0-9]{1,4}$", asked.topic)
    return int(digits[0]) if digits else 0


def _key(dossier: Dossier) -> bytes | None:
    """This machine's key; without it a reply says the same, and is read as any other mail."""
    try:
        return survey_key(dossier.workspace, os.environ)
    except ClientkitError as error:
        dossier.workspace.notices.add(f"the replies have no mark of their question: {error.message}")
        return None


def _from_report(ask: ClientAsk, subject: str, address: str, today: date) -> Need:
    replies = [
        ReadyReply(sentence=one, link=_mail(address, subject, f"{ask.text}\r\n\r\n{one}"))
        for one in ask.options
    ] or [ReadyReply(sentence="", link=_mail(address, subject, f"{ask.text}\r\n\r\n"))]
    return Need(
        kind=ask.kind,
        text=ask.text,
        why=ask.why,
        due=ask.due,
        overdue=bool(ask.due and ask.due < today),
        otherwise=ask.otherwise,
        replies=tuple(replies),
    )


def _mail(address: str, subject: str, body: str) -> str:
    return mailto(address, subject, body) if address else ""
