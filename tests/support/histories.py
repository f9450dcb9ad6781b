"""Random histories of a relation, and what no later record may change in them."""

from datetime import date

from hypothesis import strategies as st

from clientkit.clients.engagement_periods import relation_in
from clientkit.kernel.model.values.date_span import Span
from clientkit.scores.retention import clients_kept
from support.builders import a_record

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
HISTORY = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(
            [
                *(("acceptance", "toko"), ("acceptance", "blog"), ("draft", "toko"), ("active", "toko")),
                *(("active", "blog"), ("delivered", "toko"), ("closed", "toko"), ("closed", "blog")),
                *(("client_ended", None), ("client_back", None), ("done", "toko"), ("log", None)),
            ]
        ),
    ),
    max_size=12,
)


def told(day, kind, project):
    fields = {
        "acceptance": {"version": 1, "accepted_by": "Rina", "how": "mail", "sha256": "0" * 64},
        "log": {"channel": "phone"},
    }.get(kind, {})
    if kind == "acceptance":
        fields |= {"manifest_sha256": "0" * 64}
    if kind in {"draft", "active", "delivered", "closed"}:
        kind, fields = "project_state", {"state": kind}
    return a_record(kind, day, project=project, **fields)


HISTORIES = st.tuples(HISTORY, HISTORY, DAYS, DAYS, st.booleans())


def require_past_unmoved(before, after, one, other, lost):
    """What is noted of a day after the period, in whatever order it is written, moves nothing in it."""
    since, until = min(one, other), max(one, other)
    earlier = [told(day, *what) for day, what in before]
    later = [told(day, *what) for day, what in after if day > until]
    known, grown = relation_in(earlier, lost=lost), relation_in([*later, *earlier], lost=lost)
    assert known.stage(until) == grown.stage(until)
    span = Span(since, until)
    assert clients_kept({"kopi": known}, span) == clients_kept({"kopi": grown}, span)
