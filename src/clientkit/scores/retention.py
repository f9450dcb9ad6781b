"""Which clients stayed, came, left and came back in a period."""

from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import Field

from clientkit.clients.stages import Relation
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.statistics.retention import Turnover, repeat_rate, turnover


class ClientsKept(Turnover):
    """Retention, churn and repeat rate over some days, the first and the last of them included."""

    since: date = Field(description="first day of the period; its start is the end of the day before")
    until: date = Field(description="last day of the period")
    all_clients: int = Field(description="all who had agreed work by its last day")
    repeat: int = Field(description="those of them with two or more engagements")
    reasons: dict[str, int] = Field(
        default_factory=dict, description="why relations ended in these days, as you recorded it, by code"
    )
    said: dict[str, int] = Field(
        default_factory=dict, description="why, as they said it themselves, by code; other: in other words"
    )
    repeat_rate: float | None = Field(description="repeat of all of them, in per cent; null without any")


def clients_kept(relations: Mapping[str, Relation], span: Span) -> ClientsKept:
    """The figures of a period with a first and a last day."""
    since, until = span.since or date.min, span.until or date.max
    before = since - timedelta(days=1) if since > date.min else since
    start = [name for name, one in relations.items() if since > date.min and one.holds(before)]
    end = [name for name, one in relations.items() if one.holds(until)]
    engagements = [count for one in relations.values() if (count := one.begun_by(until))]
    return ClientsKept(
        since=since,
        until=until,
        all_clients=len(engagements),
        repeat=sum(count > 1 for count in engagements),
        repeat_rate=repeat_rate(engagements),
        **turnover(start, end).model_dump(),
    )
