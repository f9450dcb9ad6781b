"""Trying the template of a letter: with all that it can say, and with as little as it can."""

from datetime import date, timedelta
from typing import Any

from clientkit.documents.cover_letter import cover
from clientkit.documents.kinds import SampleTrial, template_kind
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.letters.actions import letter_document
from clientkit.letters.case import LetterCase
from clientkit.letters.document import LetterDocument, LetterKind
from clientkit.letters.waiting_facts import FIRMEST
from clientkit.outbox.recipients import contacts_for


def try_letter(trial: SampleTrial) -> str:
    """Write letters of a kind to a client of the sample in the template's language; their words are kept.

    Raises:
        ClientkitError: the template has an error.
    """
    language = trial.source.language
    return "\n\n".join(cover(trial.source, one, language).text for one in letter_samples(trial))


def letter_samples(trial: SampleTrial) -> list[LetterDocument]:
    """Letters of a kind about each thing that it can be about, at each level, full and bare."""
    kind = template_kind(trial.source.document)
    about = kind.about if isinstance(kind, LetterKind) else ()
    slug, project = trial.project
    client = read_client(trial.workspace, slug).value
    written = read_project(trial.workspace, slug, project).value
    case = LetterCase(
        trial.workspace, trial.settings, Subject(slug, project), client, written, None, (), trial.today
    )
    contacts = contacts_for(client, slug)
    day, bare = trial.today, _bare(trial.today)
    reminds = trial.source.document == "letter-reminder"
    kinds = [*about, "offer"] if reminds else list(about)
    levels = range(1, FIRMEST + 1) if reminds else (1,)
    return [
        letter_document(
            case,
            contacts,
            {
                "needed_by": day if one in {"promise", "complaint"} else None,
                **facts,
                "about": one,
                "level": level,
            },
            trial.source.language,
        )
        for facts in (bare, _full(bare))
        for one in kinds
        for level in (levels if facts is not bare else (1,))
    ]


def _bare(day: date) -> dict[str, Any]:
    """The facts that a letter cannot do without."""
    return {
        "due": day,
        "since": day,
        "what": "KTP",
        "was": day,
        "now": day,
        "cause": "us",
        "report_day": "fri",
        "choices": [{"number": 1, "what": "Proof baru", "due": day, "price": None, "best": False}],
    }


def _full(bare: dict[str, Any]) -> dict[str, Any]:
    """All facts that a letter may have."""
    day: date = bare["due"]
    dated = {"what": "Foto produk", "due": day - timedelta(days=3), "effect": ""}
    return bare | {
        "options": ["A", "B"],
        "recommend": "A",
        "default": "B",
        "effect": "Sehari",
        "note": "Ya.",
        "duties": [dated],
        "steps": [dated],
        "offers": [{"what": "Foto", "price": 5}],
        "currency": "IDR",
        "needed_by": day,
        "end": day,
        "channel": "whatsapp",
        "answer": "Ya",
        "decided": [dated | {"effect": "Ya"}, dated],
        "questions": [dated],
        "story": "Pesanan **60** sebulan.",
        "ways": ["Rina, Kopi", "Kopi", ""],
        "complaints_to": "a@b.example",
        "complaint_policy": True,
        "choices": [
            {"number": number, "what": "Proof baru", "due": day, "price": price, "best": not price}
            for number, price in enumerate((0, 250000), 1)
        ],
        "restated": "Harga lama",
        "wants": "Proof baru",
        "ours": True,
        "upheld": False,
        "chosen": "Proof baru",
        "mediator": "BPSK",
        "exposed": "Alamat surel",
        "remedy": "Sandi diganti",
        "advice": "Ganti sandi",
        "email": "a@b.example",
        "occasion": "birthday",
        "reason": "timing",
    }
