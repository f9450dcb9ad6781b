"""What is kept of a client, as the model has it: its fields in words, and what each record is kept for."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from clientkit.kernel.model.files.client import Client, Consent, Contact, Preferences, Source
from clientkit.kernel.model.records.journal import models
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.words import word_file

TECHNICAL = frozenset(
    {
        *(
            "id",
            "ts",
            "v",
            "kind",
            "client",
            "project",
            "replaces",
            "ref",
            "retracts",
            "key",
            "by",
            "version",
        ),
        *("sha256", "file_sha256", "manifest_sha256", "message", "source", "commits", "noted", "promise"),
        *("survey", "feedback", "csat_scale", "ces_scale", "scale", "recurs", "recurs_on"),
    }
)
"""Fields of a record that tie it to others, or prove it: named as one thing."""

FILE = frozenset({"version", "stage", "advocate", "preferences", "source", "consent", "contacts"})
"""Keys of a client's file that hold nothing themselves, or are not read any more."""

PARTS: Mapping[str, tuple[tuple[str, type[Model]], ...]] = {
    "person": (("contact", Contact), ("preferences", Preferences)),
    "party": (("client", Client), ("source", Source)),
    "consent": (("consent", Consent),),
}
"""The tables of a client's file, with their names, by what they are kept for."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "agreement": (
        *("acceptance", "criterion", "evidence", "question", "question_answered"),
        *("change", "change_assessed", "change_ended"),
        *("milestone_done", "milestone_moved", "project_state", "project_dropped"),
    ),
    "work": (
        *("done", "hours", "next", "plan_moved", "plan_dropped", "blocked", "ask", "risk", "resolved"),
        *("status", "lesson", "promise", "promise_ended", "snoozed", "ticked", "retraction"),
    ),
    "talk": ("log", "mail_sending", "mail_outcome", "client_ended", "client_back"),
    "feedback": ("feedback", "follow_up", "survey", "survey_reminded", "survey_ended"),
    "complaint": (
        *("complaint", "complaint_noted", "complaint_option", "complaint_choice"),
        *("complaint_word", "complaint_lesson", "complaint_escalated"),
    ),
    "consent": ("consent", "privacy_request", "privacy_answered", "breach"),
}
"""The kinds of record by what they are kept for."""

PURPOSES = ("person", "party", "agreement", "work", "talk", "feedback", "complaint", "consent")
"""What it is all kept for, in the order in which the notice says it."""


class Said(NamedTuple):
    """A field in words, and what it holds."""

    name: str
    value: str


def fields_of(purpose: str) -> Iterator[tuple[str, str]]:
    """The fields that are kept for something: the table or kind that has each, and its name."""
    for owner, model in PARTS.get(purpose, ()):
        left_out = FILE if model is Client else {"id"}
        yield from ((owner, name) for name in model.model_fields if name not in left_out)
    for kind in KINDS.get(purpose, ()):
        yield from (
            (kind, name) for name in models(frozenset({kind}))[0].model_fields if name not in TECHNICAL
        )


def label(owner: str, name: str, language: Language) -> str:
    """What a field is called.

    Raises:
        InvalidDataError: the language has no word for it.
    """
    words = word_file(language)["kept"]
    found: str = words.get(f"{owner}_{name}") or words[name]
    return found


def kind_label(kind: str, language: Language) -> str:
    """What a kind of record is called; its name where a newer version wrote it."""
    return str(word_file(language)["kept"]["kinds"].get(kind, kind))


def said_of(owner: str, values: Mapping[str, Any], language: Language) -> tuple[Said, ...]:
    """What is not empty of a table or record, in words; a field of a newer version by its own name."""
    words = word_file(language)["kept"]
    return tuple(
        Said(
            words.get(f"{owner}_{name}") or words.get(name, name),
            _in_words(value, words, codes_of(owner).get(name, frozenset())),
        )
        for name, value in values.items()
        if name not in TECHNICAL and name != "day" and value not in (None, "", (), [], {})
    )


@cache
def codes_of(owner: str) -> Mapping[str, frozenset[Any]]:
    """The fields of a table or a kind of record that hold one of a few codes, and those codes."""
    tables = [model for tables in PARTS.values() for name, model in tables if name == owner]
    found = {
        name: _codes(field.annotation)
        for model in (*tables, *models(frozenset({owner})))
        for name, field in model.model_fields.items()
    }
    return {name: codes for name, codes in found.items() if codes}


def _codes(annotation: Any) -> frozenset[Any]:
    inside = get_args(annotation)
    if get_origin(annotation) is Literal:
        return frozenset(inside)
    return frozenset().union(*map(_codes, inside))


def _in_words(value: Any, words: Mapping[str, Any], codes: frozenset[Any]) -> str:
    if isinstance(value, bool):
        return str(words["yes" if value else "no"])
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(one, words, codes) for one in value)
    if value in codes:
        return str(words["codes"].get(value, value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
