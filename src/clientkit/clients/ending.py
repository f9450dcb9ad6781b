"""The end of the relation with a client and its new beginning, each with its day and its reason."""

from datetime import date

from clientkit.clients.engagement_periods import relation_in, says_lost
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.records.relation import ClientBack, ClientEnded
from clientkit.kernel.model.values.choices import END_REASONS
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record, suggestion, typed_text
from clientkit.kernel.store.save import append_planned
from clientkit.kernel.store.workspace import Workspace


def require_reason(reason: str) -> str:
    """The reason itself.

    Raises:
        UsageError: it is none of the codes.
    """
    if reason not in END_REASONS:
        raise UsageError(
            f"{reason[:40]!r} is no reason.", suggestion(reason, {one: one for one in END_REASONS})
        )
    return reason


def end_client(
    workspace: Workspace, stamp: Stamp, client: str, reason: str, note: str | None, again: date | None
) -> ClientEnded:
    """Record that the relation with a client ended.

    Raises:
        UsageError: no such reason, or a next contact before the end.
        RefusedError: it had ended already, or agreed work began later.
    """
    if again is not None and again <= stamp.day:
        raise UsageError(f"{again} is not after the end, {stamp.day}.", "Say a later day: --again +6m")
    values = {
        "reason": require_reason(reason),
        "note": typed_text(note, "The note") if note else None,
        "again": again,
    }
    record = made_record(ClientEnded, stamp, Subject(client), values)

    def plan() -> ClientEnded:
        records = read_journal(workspace, client)
        if relation_in(records).is_over(date.max):
            last = next(one for one in reversed(records) if isinstance(one, ClientEnded))
            raise RefusedError(
                f"The relation with {client} ended on {last.day} already ({last.reason}).",
                f"Take that back with 'clientkit undo {last.id}', or say that they are back: "
                f"clientkit client back {client}",
            )
        if not relation_in([*records, record]).is_over(date.max):
            raise RefusedError(
                f"After {stamp.day} there is agreed work with {client}, or they came back.",
                "Say a later day with --on.",
            )
        return record

    append_planned(workspace, client, plan)
    running = [one.project for one in relation_in(read_journal(workspace, client)).running(stamp.day)]
    if running:
        names = ", ".join(f"{client}/{one}" for one in running)
        workspace.notices.add(f"agreed work was never closed: {names} (clientkit project close)")
    return record


def bring_back(workspace: Workspace, stamp: Stamp, client: str, note: str | None) -> ClientBack:
    """Record that a client whose relation had ended is one again.

    Raises:
        RefusedError: it had not ended by that day.
    """
    values = {"note": typed_text(note, "The note") if note else None}
    record = made_record(ClientBack, stamp, Subject(client), values)
    lost = says_lost(workspace, client)

    def plan() -> ClientBack:
        if not relation_in(read_journal(workspace, client), lost=lost).is_over(stamp.day):
            raise RefusedError(
                f"The relation with {client} was not ended by {stamp.day}, so nobody has to come back.",
                "Agreed work makes a client active by itself: clientkit scope accept",
            )
        return record

    append_planned(workspace, client, plan)
    return record
