"""What the law of Indonesia asks of an electronic contract: PP 71/2019, articles 46(2) and 47(3)."""

from collections.abc import Iterator

from clientkit.agreements.lint.finding import Finding, finding
from clientkit.clients.residence import LAWFUL_LANGUAGE, is_indonesian
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.toml.line_numbers import Location

ARTICLE = "PP 71/2019 art. 47(3)"


def indonesian_contract(
    project: Project, client: Client, settings: Settings, language: Language
) -> Iterator[Finding]:
    """The language, and the seven things that the contract must hold at the least."""
    if not is_indonesian(client):
        return
    if language != LAWFUL_LANGUAGE:
        message = "a contract with a resident of Indonesia must be in Indonesian"
        write = f'language = "{LAWFUL_LANGUAGE}"'
        yield _of_law("law-language", ("language",), message, write, "PP 71/2019 art. 46(2)")
    for letter, location, there, what, write in _seven(project, client, settings):
        if not there:
            yield _of_law(f"law-47-3-{letter}", location, f"{what} is missing", write, f"{ARTICLE} {letter}")


def _seven(
    project: Project, client: Client, settings: Settings
) -> Iterator[tuple[str, Location, bool, str, str]]:
    priced = project.price.amount is not None or project.price.rate is not None
    described = bool(project.deliverables) and all(
        one.criteria or one.description for one in project.deliverables
    )
    named = bool(client.address and settings.you.address)
    yield "a", (), named, "the identity of both parties", "addresses in client.toml and clientkit.toml"
    yield (
        "b",
        ("deliverables",),
        described,
        "object and specification",
        "deliverables with description and criteria",
    )
    dealt = bool(project.acceptance.how and project.communication.channel)
    yield (
        "c",
        ("acceptance", "how"),
        dealt,
        "how the transaction is made",
        "acceptance.how and communication.channel",
    )
    yield "d", ("price", "amount"), priced, "price and cost", "price.amount"
    ended = project.cancellation.notice_days is not None and bool(project.cancellation.handover)
    yield (
        "e",
        ("cancellation",),
        ended,
        "the procedure of cancellation",
        "cancellation.notice_days and handover",
    )
    mended = bool(project.clauses.hidden_defects)
    yield (
        "f",
        ("clauses", "hidden_defects"),
        mended,
        "return or replacement on hidden defects",
        "clauses.hidden_defects",
    )
    law = bool(project.agreement.governing_law)
    yield (
        "g",
        ("agreement", "governing_law"),
        law,
        "the choice of law",
        'governing_law = "Hukum Republik Indonesia"',
    )


def _of_law(code: str, location: Location, message: str, write: str, article: str) -> Finding:
    return finding(code, location, message, write).model_copy(update={"law": article})
