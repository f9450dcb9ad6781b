"""What is due of promises: ours to be kept, theirs to be waited for."""

from collections.abc import Iterator

from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.values.due import Due, due_key


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Every promise of which nobody has said how it ended."""
    ended = {one.ref for one in account.records if isinstance(one, PromiseEnded)}
    for one in account.records:
        if isinstance(one, Promised) and not ended & {one.id, one.replaces}:
            ours = one.owner == "us"
            yield Due(
                key=due_key("promise", one.client, one.replaces or one.id),
                kind="promise",
                id=one.id,
                client=one.client,
                project=one.project,
                owner=one.owner,
                due=one.due.isoformat(),
                weight="act",
                text=f"promised: {one.text}" if ours else f"they promised: {one.text}",
                why=f"promised on {one.day}",
                do=f"clientkit promise kept {one.id}",
                if_late="" if ours else f"clientkit mail draft reminder {one.id}",
                new_date=f"clientkit promise broken {one.id}" if ours else "",
            )
