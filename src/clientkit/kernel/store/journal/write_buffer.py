"""Many records on their way into a journal: their lines joined in batches, found by the records' ids."""

from bisect import bisect_right
from collections.abc import Collection, Sequence


class Lines:
    """Lines of ASCII JSON in the order in which they came; a line held alone would take a third more room."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        """How many lines stand before the one of each id."""
        self._batches: list[bytes] = []
        self._ends: list[int] = []
        self._split: tuple[int, list[bytes]] = (-1, [])

    def add(self, names: Sequence[str], lines: Sequence[str]) -> None:
        """Add some lines whose ids are not here yet."""
        first = len(self.places)
        self.places.update(zip(names, range(first, first + len(names)), strict=True))
        self._batches.append("\n".join(lines).encode("ascii"))
        self._ends.append(len(self.places))

    def line(self, name: str) -> bytes:
        """The line of a record that is here."""
        place = self.places[name]
        batch = bisect_right(self._ends, place)
        if self._split[0] != batch:
            self._split = batch, self._batches[batch].split(b"\n")
        start = self._ends[batch - 1] if batch else 0
        return self._split[1][place - start]

    def samples(self) -> list[bytes]:
        """The first line of each batch."""
        return [batch.partition(b"\n")[0] for batch in self._batches]

    def without(self, held: Collection[str]) -> bytes:
        """All lines but those of some ids, each with its newline."""
        if not held:
            return b"\n".join([*self._batches, b""]) if self._batches else b""
        gone = {self.places[name] for name in held}
        kept = []
        place = 0
        for batch in self._batches:
            for line in batch.split(b"\n"):
                if place not in gone:
                    kept.append(line)
                place += 1
        return b"\n".join([*kept, b""]) if kept else b""
