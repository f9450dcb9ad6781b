"""How accepted agreements look on a screen."""

from collections.abc import Sequence

from clientkit.agreements.actions import AgreedVersion
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table


def show_accepted(agreed: AgreedVersion, *, as_json: bool) -> None:
    """The folder of the version; who accepted it on stderr."""
    if as_json:
        say_json("agreement", agreed)
        return
    say(agreed.folder)
    by = one_line(agreed.accepted_by)
    say(f"Version {agreed.version}, accepted by {by} on {agreed.accepted_on} ({agreed.how}).", error=True)
    say(f"  SHA-256 of the text: {agreed.sha256}", error=True)
    if not agreed.evidence:
        say("  No evidence was kept; add it to the next one with --evidence FILE.", error=True)


def show_history(versions: Sequence[AgreedVersion], *, as_json: bool) -> None:
    """The versions; with none, how to accept the first."""
    if as_json:
        say_json("agreements", versions)
        return
    if not versions:
        say(
            'Nothing was accepted yet: clientkit scope accept PROJECT --name "Rina Wijaya" --how mail',
            error=True,
        )
        return
    columns = [
        Column("version", right=True),
        Column("accepted by"),
        Column("on"),
        Column("how"),
        Column("evidence"),
        Column("state"),
        Column("sha-256 of the text"),
    ]
    show_table(columns, [_row(version) for version in versions])


def _row(version: AgreedVersion) -> tuple[str, ...]:
    state = "as it was" if version.intact else "changed since"
    return (
        str(version.version),
        version.accepted_by,
        str(version.accepted_on),
        version.how + (" (forced)" if version.forced else ""),
        version.evidence or "none",
        state,
        version.sha256,
    )
