"""How agreements look on a screen: versions, findings of the check, acceptance criteria."""

from collections.abc import Callable
from pathlib import Path
from textwrap import fill, indent
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.colour import painted_error
from clientkit.kernel.screen.output import counted, put, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.surroundings import typed_path
from clientkit.kernel.screen.table import Column, columns_of, show_table

if TYPE_CHECKING:  # listing criteria does not load the check
    from clientkit.agreements.acceptance_criteria import CriterionRows, TrialRecords
    from clientkit.agreements.actions import AgreedVersion, AgreedVersions
    from clientkit.agreements.clauses import ClauseRows
    from clientkit.agreements.differences import DifferenceDocument
    from clientkit.agreements.lint.check import ScopeCheck
    from clientkit.agreements.lint.finding import Finding
    from clientkit.kernel.model.records.question import EvidenceKept

VERSION_COLUMNS = (
    Column("version", right=True),
    *map(Column, ("accepted by", "on", "how", "evidence", "state", "sha-256 of the text")),
)

CRITERION_COLUMNS = columns_of(
    "id, no, state, tested, criterion, note", right="no", named="tested", prose="criterion, note"
)

CLAUSE_SIGNS = {"stated": "✔", "missing": "✘"}
WIDTH = 72

STATES = {True: "✔ met", False: "✘ not met", None: "○ not tested"}


@view("agreement")
def show_accepted(agreed: "AgreedVersion") -> None:
    """The folder of the version; who accepted it on stderr."""
    say(agreed.folder)
    by = one_line(agreed.accepted_by)
    say(f"Version {agreed.version}, accepted by {by} on {agreed.accepted_on} ({agreed.how}).", error=True)
    say(f"  SHA-256 of the text: {agreed.sha256}", error=True)
    if not agreed.evidence:
        say("  No evidence was kept; add it when it comes: clientkit scope evidence FILE", error=True)


@view("evidence")
def show_kept(kept: "EvidenceKept") -> None:
    """Where it is kept; its hash on stderr."""
    say(kept.file)
    say(f"Kept for version {kept.version}. SHA-256: {kept.sha256}", error=True)


@view("agreements")
def show_history(versions: "AgreedVersions") -> None:
    """The versions; with none, how to accept the first."""
    if versions:
        show_table(VERSION_COLUMNS, [_version_row(version) for version in versions])
        return
    say(
        'Nothing was accepted yet: clientkit scope accept PROJECT --name "Rina Wijaya" --how mail', error=True
    )


def _version_row(version: "AgreedVersion") -> tuple[str, ...]:
    return (
        str(version.version),
        version.accepted_by,
        str(version.accepted_on),
        version.how + (" (forced)" if version.forced else ""),
        ", ".join(filter(None, (version.evidence, *(Path(one).name for one in version.later)))) or "none",
        "as it was" if version.intact else "changed since",
        version.sha256,
    )


@view("diff")
def show_comparison(
    _comparison: "DifferenceDocument", *, text: Callable[[], str], output: str | None
) -> None:
    """The comparison as a document: on the terminal, as it is on stdout (`-`), or in a file."""
    from clientkit.kernel.screen.terminal import show_document
    from clientkit.kernel.store.export_file import write_outside

    if output is None:
        show_document(text())
    elif output == "-":
        put(text())
    else:
        write_outside(typed_path(Path(output)), text().encode())
        say(output)


@view("criteria")
def show_criteria(rows: "CriterionRows") -> None:
    """The list; how many are met on stderr."""
    if not rows:
        say("No acceptance criteria yet. 'clientkit scope check' says what an agreement needs.", error=True)
        return
    show_table(
        CRITERION_COLUMNS,
        [
            (row.item, str(row.number), STATES[row.met], str(row.day or ""), row.text, row.note or "")
            for row in rows
        ],
    )
    say(f"{sum(row.met is True for row in rows)} of {len(rows)} met.", error=True)


@view("trials")
def show_trial(records: "TrialRecords") -> None:
    """The ids of the records; what was written down on stderr."""
    for record in records:
        say(record.id)
    first = records[0]
    which = ", ".join(str(record.number) for record in records)
    plural = "criterion" if len(records) == 1 else "criteria"
    state = "met" if first.met else "not met"
    say(f"{first.item}, {plural} {which}: {state} on {first.day}.", error=True)


@view("clauses")
def show_clauses(rows: "ClauseRows") -> None:
    """The list, those that are missing with the shipped text; how to add them on stderr."""
    for row in rows:
        say(f"{CLAUSE_SIGNS[row.state]} {row.name}: {row.about}")
        if row.state == "missing" and row.text:
            say(indent(fill(row.text, WIDTH), "    "))
    missing = [row.name for row in rows if row.state == "missing"]
    if missing:
        say(
            f"{counted(len(missing), 'clause')} missing. Write one: --write {missing[0]}; or --write all",
            error=True,
        )


@view("scope-check")
def show_scope_check(checked: "ScopeCheck") -> None:
    """Findings on stdout, one line each as compilers print them; the sum on stderr."""
    for one in checked.findings:
        say(painted_error(_finding(one)))
    errors, standing = len(checked.errors), len(checked.standing)
    waived = len(checked.findings) - standing
    if not checked.findings:
        say("Nothing found: it can be sent.", error=True)
        return
    counts = [counted(errors, "error"), counted(standing - errors, "warning"), f"{waived} waived"]
    say(f"{', '.join(counts)}.", error=True)
    if standing:
        say("  Let one stand with a reason: add [[waivers]] with code and reason to project.toml", error=True)


def _finding(one: "Finding") -> str:
    """Its place, its weight and its advice; a waived one with the reason."""
    place = f"{one.file}:{one.line}" if one.line else one.file
    if one.waived:
        law = f" ({one.law})" if one.law else ""
        return one_line(f"{place}: waived: {one.message}{law}: {one.waived} [{one.code}]")
    return one_line(f"{place}: {one.severity}: {one.advice} [{one.code}]")
