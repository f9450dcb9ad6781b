"""Taking a word that a mail gave: what it accepts, approves, chooses, confirms or allows is recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from clientkit.agreements.actions import Acceptor, accept_scope, ended_offer, evidence_doubts
from clientkit.agreements.evidence import REPLY
from clientkit.agreements.later_evidence import keep_evidence
from clientkit.agreements.lint.check import check_scope
from clientkit.changes.approval import Approval, approve_change
from clientkit.changes.cases import approved_version
from clientkit.changes.found import find_change
from clientkit.complaints.actions import ClientWord, choose, confirm
from clientkit.documents.compose import compose
from clientkit.documents.request import DocumentRequest
from clientkit.errors import ClientkitError, RefusedError
from clientkit.feedback.case_studies import CASE_STUDY, read_case_study, study_topic
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Consented, Feedback
from clientkit.kernel.model.records.question import QuestionAnswered, QuestionAsked
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Scope, Subject
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import origin_of
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.questions.asking import CLOSING
from clientkit.replies.acceptance import as_asked
from clientkit.replies.actions import record_name
from clientkit.replies.survey_index import SurveyIndex
from clientkit.replies.verdict import InterpretedMail


@dataclass(frozen=True)
class Taking:
    """What a word is taken with."""

    workspace: Workspace
    settings: Settings
    stamp: Callable[[], Stamp]
    index: SurveyIndex
    letters: Mapping[str, bytes]
    """The mails that say a word, by their Message-IDs."""

    @property
    def today(self) -> date:
        """The day that the tool believes in."""
        return self.stamp().day

    def stamp_on(self, day: date) -> Stamp:
        """A stamp of the day on which something was said."""
        return self.stamp().model_copy(update={"day": day})


def take_word(taking: Taking, mail: InterpretedMail) -> InterpretedMail:
    """Record a certain word, with its mail as evidence; what cannot be taken is unsure, with the reason."""
    question = taking.index.questions.by_id[str(mail.asked)]
    data = taking.letters[mail.message]
    person = next(one for one in question.people if one.id == mail.contact)
    acceptor = Acceptor(person.name, mail.day, "mail", {REPLY: data})
    try:
        file = _take(taking, question.asked, acceptor, mail)
        answered = _answered(taking, question.asked, mail, (file, digest(data)))
    except ClientkitError as error:
        return mail.model_copy(update={"verdict": "unsure", "reason": error.message.rstrip(".")})
    return mail.model_copy(update={"record": answered.id})


def _take(taking: Taking, asked: QuestionAsked, acceptor: Acceptor, mail: InterpretedMail) -> str:
    """Do what an answer means; the path under which its mail is kept."""
    if asked.purpose == "accept" and asked.topic != CLOSING and asked.project:
        return _accept(taking, asked, ProjectRef(asked.client, asked.project), acceptor)
    if asked.purpose == "approve":
        return _approve(taking, asked, mail, dict(acceptor.evidence))
    data, subject = acceptor.evidence[REPLY], Subject(asked.client, asked.project)
    file = keep_evidence(taking.workspace, subject, f"reply-{asked.id}.eml", data)
    word = ClientWord(mail.contact, "mail", file)
    if asked.purpose == "choose":
        choose(taking.workspace, lambda: taking.stamp_on(mail.day), asked.topic, int(str(mail.word)), word)
    elif asked.purpose == "allow":
        _allow(taking, asked, mail, file)
    elif asked.purpose == "confirm":
        said: Any = mail.word  # yes or no: what the mail offered
        stamp = taking.stamp_on(mail.day)
        confirm(taking.workspace, taking.settings, stamp, asked.topic, said, mail.comment, word)
    return file


def _approve(taking: Taking, asked: QuestionAsked, mail: InterpretedMail, kept: dict[str, bytes]) -> str:
    """Make the next version of the agreement with the change, as it was when it was asked about."""
    workspace, name = taking.workspace, ProjectRef(asked.client, str(asked.project))
    found = find_change(workspace, f"{name}/{asked.topic}", Scope(None, None))
    if found.case.assessed and found.case.assessed.ts > asked.ts:
        raise RefusedError(f"{asked.topic} was assessed anew since it was sent on {asked.day}")
    approval = Approval(str(mail.contact), mail.day, "mail", kept)
    approve_change(workspace, taking.stamp(), taking.settings, found, approval)
    version = approved_version(workspace, name, found.case.id)
    return f"{workspace.relative(workspace.agreement_dir(*name, version or 1))}/{REPLY}"


def _allow(taking: Taking, asked: QuestionAsked, mail: InterpretedMail, file: str) -> None:
    """Record the consent to the very words, or that there is none."""
    given = mail.word != "no"
    words, ref = _case_study(taking, asked) if asked.topic.startswith(CASE_STUDY) else _said(taking, asked)
    values = {
        "contact": mail.contact,
        "purpose": "testimonial" if ref else CASE_STUDY,
        "given": given,
        "evidence": file,
        "ref": ref,
        "sha256": digest(words.encode()) if given else None,
        "credit": mail.word if given else None,
    }
    subject = Subject(asked.client, asked.project)
    append_record(taking.workspace, made_record(Consented, taking.stamp_on(mail.day), subject, values))


def _case_study(taking: Taking, asked: QuestionAsked) -> tuple[str, None]:
    """The text that the question is about, where it still stands."""
    text = read_case_study(taking.workspace, ProjectRef(asked.client, str(asked.project)))
    if text is None or study_topic(text) != asked.topic:
        raise RefusedError("the case study is another text by now")
    return text, None


def _said(taking: Taking, asked: QuestionAsked) -> tuple[str, str]:
    """The client's own words that the question is about."""
    records = read_journal(taking.workspace, asked.client)
    said = next((one for one in records if isinstance(one, Feedback) and origin_of(one) == asked.topic), None)
    if said is None or not said.comment:
        raise RefusedError("the words that it is about are not here any more")
    return said.comment, asked.topic


def _accept(taking: Taking, asked: QuestionAsked, name: ProjectRef, acceptor: Acceptor) -> str:
    workspace, settings = taking.workspace, taking.settings
    if errors := check_scope(workspace, settings, name).errors:
        raise RefusedError(f"the agreement has an error: {errors[0].advice}")
    composed = compose(workspace, settings, DocumentRequest("scope", *name), taking.today)
    composed = as_asked(workspace, settings, composed, asked, taking.today)
    doubts = [*evidence_doubts(workspace, settings, name, acceptor), *ended_offer(workspace, name, acceptor)]
    if doubts:
        raise RefusedError("; ".join(doubts))
    agreed = accept_scope(workspace, taking.stamp(), settings, composed, acceptor)
    return f"{agreed.folder}/{REPLY}"


def _answered(
    taking: Taking, asked: QuestionAsked, mail: InterpretedMail, kept: tuple[str, str]
) -> QuestionAnswered:
    stamp = taking.stamp()
    record = QuestionAnswered(
        id=record_name(mail),
        ts=stamp.ts,
        day=mail.day,
        client=asked.client,
        project=asked.project,
        ref=asked.id,
        contact=str(mail.contact),
        answer=str(mail.word),
        text=mail.comment or str(mail.word),
        message=mail.message,
        file=kept[0],
        sha256=kept[1],
    )
    append_record(taking.workspace, record)
    return record
