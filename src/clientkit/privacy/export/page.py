"""What an export says to be read: facts, what happened in order, where else a name stands, files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from clientkit.documents.kinds import SampleTrial, TemplateKind
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.template.sources import TemplateSource
from clientkit.privacy.kept import Said, kind_label, said_of

Extent = Literal["contact", "client", "project"]


class Fact(Model):
    """A field and what it holds."""

    name: str = Field(description="what the field is called")
    value: str = Field(description="what it holds")


class Happened(Model):
    """A record."""

    day: date = Field(description="day that it is about")
    kind: str = Field(description="what such a record is called")
    project: str = Field(description="short name of the project; empty where it belongs to none")
    facts: tuple[Fact, ...] = Field(description="what it holds")


class Place(Model):
    """A line of a file that names the person."""

    place: str = Field(description="path of the file, and the line")
    text: str = Field(description="the line")


class Enclosed(Model):
    """A file that is in the export."""

    path: str = Field(description="its path there")
    what: Literal["record", "toml", "agreement", "document", "mail", "gone", "file"] = Field(
        description="what it is, as a code; gone: a document that went and is not as it was, or not there"
    )


class ExportDocument(Model):
    """What the template of an export is given."""

    extent: Extent = Field(description="what it holds: contact, client or project")
    name: str = Field(description="name of the person, the client or the project")
    client: str = Field(description="name of the client")
    author: str = Field(description="your name")
    email: str = Field(description="your mail address")
    facts: tuple[Fact, ...] = Field(description="what the file says of them")
    happened: tuple[Happened, ...] = Field(description="the records that count, the earliest first")
    places: tuple[Place, ...] = Field(description="of a person: where else they are named")
    files: tuple[Enclosed, ...] = Field(description="what is enclosed")


def facts_of(owner: str, values: Mapping[str, Any], language: Language) -> tuple[Fact, ...]:
    """What is not empty of a table, in words."""
    return _facts(said_of(owner, values, language))


def happenings(records: Iterable[Mapping[str, Any]], language: Language) -> tuple[Happened, ...]:
    """Records in words, by the days that they are about."""
    ordered: Sequence[Mapping[str, Any]] = sorted(records, key=lambda one: (one["day"], one["ts"], one["id"]))
    return tuple(
        Happened(
            day=one["day"],
            kind=kind_label(one["kind"], language),
            project=one.get("project") or "",
            facts=_facts(said_of(one["kind"], one, language)),
        )
        for one in ordered
    )


def _facts(found: Iterable[Said]) -> tuple[Fact, ...]:
    return tuple(Fact(name=one.name, value=one.value) for one in found)


def page_text(document: ExportDocument, source: TemplateSource) -> str:
    """The page as Markdown.

    Raises:
        InvalidDataError: the template has an error.
    """
    from clientkit.kernel.text.template.engine import render

    return render(source, document.model_dump(), source.language)


def try_export(trial: SampleTrial) -> None:
    """Make the page of each extent, full and empty.

    Raises:
        ClientkitError: the template has an error.
    """
    fact = Fact(name="a", value="b")
    happened = Happened(day=trial.today, kind="c", project="d", facts=(fact,))
    kinds: tuple[Any, ...] = ("record", "toml", "agreement", "document", "mail", "gone", "file")
    full = {
        "facts": (fact,),
        "happened": (happened, happened),
        "places": (Place(place="e:1", text="f"),),
        "files": tuple(Enclosed(path="g", what=one) for one in kinds),
    }
    for more in (full, dict.fromkeys(full, ())):
        extents: tuple[Extent, ...] = ("contact", "client", "project")
        for extent in extents:
            head = {"extent": extent, "name": "h", "client": "i", "author": "j", "email": "k"}
            page_text(ExportDocument.model_validate({**head, **more}), trial.source)


EXPORT = TemplateKind(
    name="export", context_type=ExportDocument, trial="clientkit.privacy.export.page:try_export"
)
