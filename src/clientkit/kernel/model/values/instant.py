"""Instants on a zone's clock; a record that names the calendar's last hour is no reason to stop."""

from datetime import datetime, timedelta, tzinfo

NOW = timedelta(0)


def on_the_clock(instant: datetime, zone: tzinfo, later: timedelta = NOW) -> datetime:
    """The instant, or one so much later, in a zone; at the edge of the calendar the instant as it is."""
    try:
        return (instant + later).astimezone(zone)
    except OverflowError:
        return instant
