"""Many lines on their way into a journal."""

from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.store.journal.write_buffer import Lines

BATCHES = st.lists(st.lists(st.integers(0, 500), min_size=1, max_size=5), max_size=6)


def filled(batches):
    """Lines in batches, a line for each number that was not there before; and the same as a dict."""
    lines, every = Lines(), {}
    for batch in batches:
        new = {f"id{number}": f'{{"n":{number}}}' for number in batch if f"id{number}" not in every}
        if new:
            lines.add(list(new), list(new.values()))
            every |= new
    return lines, every


@given(BATCHES)
def test_a_line_is_found_by_its_id(batches):
    lines, every = filled(batches)
    assert {name: lines.line(name).decode() for name in lines.places} == every
    assert set(lines.samples()) <= {line.encode() for line in every.values()}


@given(BATCHES, st.sets(st.integers(0, 500)))
def test_lines_keep_their_order_without_those_that_are_held(batches, held):
    lines, every = filled(batches)
    gone = {f"id{number}" for number in held} & every.keys()
    assert lines.without(gone).decode().splitlines() == [
        line for name, line in every.items() if name not in gone
    ]
