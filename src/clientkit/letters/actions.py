"""Writing a letter from records: the facts, the words of its language, and what is wrong with its tone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from clientkit.clients.consent import consents, has_consented
from clientkit.documents.cover_letter import Cover, cover, letter_paper, read_cover
from clientkit.documents.kinds import template_kind
from clientkit.documents.parties import Addressee
from clientkit.documents.registry import LETTER_PREFIX, record_letters
from clientkit.errors import NotFoundError, RefusedError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.model.files.client import Contact
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.text.mail_text import mail_text
from clientkit.kernel.text.template.filters import format_day
from clientkit.kernel.text.template.sources import TemplateSource, find_template
from clientkit.kernel.text.words import word_file
from clientkit.letters.case import LetterCase, find_case
from clientkit.letters.document import LetterDocument, LetterKind
from clientkit.letters.tone import tone_findings
from clientkit.outbox.letters import LetterContext, ask, html_part, with_answers
from clientkit.outbox.recipients import contacts_for, envelope, message_id
from clientkit.outbox.record_letters import Edit, LetterWish, MissingWordError, PromisedWord, RecordLetter
from clientkit.questions.asking import Asking


def record_letter(context: LetterContext, here: Scope, wish: LetterWish, edit: Edit | None) -> RecordLetter:
    """A letter about what was named; nothing is written and nobody is spoken to.

    Raises:
        UsageError: it cannot be about that, or needs a day or words that no record tells.
        RefusedError: there is nothing to write about, or an address is missing.
        NotFoundError: no such record, project or contact.
        InvalidDataError: its template, or what was edited, begins with no subject.
    """
    kind = letter_kind(wish.name)
    case = find_case(context.workspace, context.settings, kind.about, wish.about, here, context.today)
    known = dict(kind.facts(replace(case, to=tuple(wish.to))))
    _require_needs(kind, wish, known)
    named = wish.to or known.pop("to", ()) or _contact_of(case)
    known.pop("to", None)
    contacts = contacts_for(case.client, case.subject.client, named, kind.roles)
    _require_allowed(kind, case, contacts)
    language = wish.language or _language_of(case, contacts)
    said = {"due": wish.due, "note": wish.note.strip()}
    values = {**known, **{name: one for name, one in said.items() if one}}
    document = letter_document(case, contacts, values, language)
    source = find_template(kind.name, language, context.templates or context.workspace.templates_dir)
    file_name = _file_name(kind, case, document.level)
    written = _edited(cover(source, document, language), source, file_name, edit)
    letter, linked = _letter(context, written, contacts, language, (case, kind))
    return RecordLetter(
        letter=letter,
        paper=letter_paper(linked, language, context.today, context.settings.you.name),
        document=kind.name,
        subject=case.subject,
        ref=case.ref,
        file_name=file_name,
        findings=tuple(tone_findings(written.text, language)),
        promised=None if document.due == known.get("due") else _promised(kind, document, language),
    )


def letter_kind(word: str) -> LetterKind:
    """The letter of that name.

    Raises:
        NotFoundError: there is none.
    """
    kind = template_kind(f"{LETTER_PREFIX}{word}")
    if isinstance(kind, LetterKind):
        return kind
    raise NotFoundError(f"There is no letter '{word[:40]}'.", f"There are {', '.join(record_letters())}.")


def letter_document(
    case: LetterCase, contacts: tuple[Contact, ...], values: dict[str, object], language: Language
) -> LetterDocument:
    """What a letter's template is given: who writes to whom, and the facts."""
    settings = case.settings
    return LetterDocument.model_validate(
        {
            "addressee": Addressee.of(contacts, case.client),
            "client": case.client.name,
            "title": case.project.title if case.project else "",
            "author": settings.you.name,
            "phone": settings.you.phone,
            "signature": settings.signature_in(language),
            "about": case.about,
            **values,
        }
    )


def _require_needs(kind: LetterKind, wish: LetterWish, known: Mapping[str, object]) -> None:
    if "due" in kind.needs and not (wish.due or known.get("due")):
        raise MissingWordError("due", f"The letter '{kind.word}' names a day.", "Say by when: --due fri")
    if "note" in kind.needs and not wish.note.strip():
        raise MissingWordError(
            "note",
            f"The letter '{kind.word}' has a sentence of your own in it.",
            'Write what the client is to read: --note "…"',
        )


def _require_allowed(kind: LetterKind, case: LetterCase, contacts: tuple[Contact, ...]) -> None:
    """Refuse to promote anything to a contact who does not want it."""
    given = consents(case.records)
    for one in contacts:
        if kind.promotes and has_consented(given, one.id, kind.promotes) is False:
            allow = f"--contact {one.id} --purpose {kind.promotes} --allow --where"
            raise RefusedError(
                f"{one.name} does not want such letters ({kind.promotes}).",
                f'When they allow it again: clientkit client consent {case.subject.client} {allow} "…"',
            )


def _contact_of(case: LetterCase) -> tuple[str, ...]:
    """Whose word the record is, where they are still there and have an address."""
    named = getattr(case.record, "contact", None)
    return tuple(one.id for one in case.client.contacts if one.id == named and one.email)


def _language_of(case: LetterCase, contacts: tuple[Contact, ...]) -> Language:
    own = case.project.language if case.project else None
    spoken = {one.language or case.client.language for one in contacts}
    return own or (spoken.pop() if len(spoken) == 1 else case.client.language)


def _file_name(kind: LetterKind, case: LetterCase, level: int) -> str:
    parts = (kind.name, case.ref or "", str(level) if level > 1 else "")
    return "-".join(part for part in parts if part)


def _edited(written: Cover, source: TemplateSource, name: str, edit: Edit | None) -> Cover:
    if edit is None:
        return written
    return read_cover(source.path.name, edit(name, f"# {written.subject}\n\n{written.text}\n"))


def _letter(
    context: LetterContext,
    written: Cover,
    contacts: tuple[Contact, ...],
    language: Language,
    what: tuple[LetterCase, LetterKind],
) -> tuple[Letter, Cover]:
    """The mail, and what it says with the links of its ready replies."""
    about = envelope(context.settings, contacts)
    message = message_id(
        about["sender"], written.subject, written.text, *(one.address for one in about["to"])
    )
    asking = _asking(*what, written.text)
    question = ask(context, what[0].subject, asking, contacts, (written.text, message))
    linked = Cover(subject=written.subject, text=with_answers(context, written.text, question))
    html, pictures = html_part(context, (linked.subject, linked.text, language), message)
    letter = Letter(
        **about,
        message_id=message,
        subject=written.subject,
        text=mail_text(written.text),
        html=html,
        pictures=pictures,
        question=question,
    )
    return letter, linked


def _asking(case: LetterCase, kind: LetterKind, text: str) -> Asking | None:
    """What a letter asks, until its answers expire as those of surveys do."""
    question = kind.asks(case)
    expires = case.today + timedelta(days=case.settings.survey.expires_days)
    return Asking(*question, text, expires) if question else None


def _promised(kind: LetterKind, document: LetterDocument, language: Language) -> PromisedWord | None:
    if not kind.promises or document.due is None:
        return None
    since = format_day(document.since or document.due, language, "long")
    words: str = word_file(language)["letters"][kind.promises]
    return PromisedWord(words.format(since=since, title=document.title or document.client), document.due)
