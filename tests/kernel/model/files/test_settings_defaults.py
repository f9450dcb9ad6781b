import pytest
from pydantic import ValidationError

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS
from clientkit.kernel.model.files.settings import Settings
from support.builders import some_settings


def test_a_name_is_enough():
    settings = Settings.model_validate({"you": {"name": "Dewi"}})

    assert settings.defaults.model_dump() == {"language": "en", "currency": "USD", "timezone": "UTC"}
    assert settings.calendar.working_days == WEEKDAYS[:5]
    assert settings.calendar.hours_per_day == 8
    assert (settings.policies.acknowledge_within, settings.policies.plan_within) == (1, 3)
    assert (settings.policies.resolve_within, settings.policies.update_every) == (10, 3)
    assert settings.feedback.csat_scale == 5
    assert settings.git.commit is False


@pytest.mark.parametrize(
    "zone", ["UTC", "Asia/Jakarta", "Asia/Jayapura", "Europe/London", "America/Argentina/Ushuaia"]
)
def test_time_zones_have_names(zone):
    assert some_settings(defaults={"timezone": zone}).defaults.timezone == zone


@pytest.mark.parametrize(
    "zone", ["", "Jakarta", "WIB", "+07:00", "Asia", "../UTC", "/UTC", "a\x00b", "x" * 65]
)
def test_what_is_no_time_zone_is_told_with_an_example(zone):
    with pytest.raises(ValidationError) as wrong:
        some_settings(defaults={"timezone": zone})

    assert "Asia/Jakarta" in str(wrong.value) or "at most 64" in str(wrong.value)


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("calendar", "working_days", []),
        ("calendar", "working_days", ["monday"]),
        ("calendar", "hours_per_day", 0),
        ("calendar", "hours_per_day", 25),
        ("policies", "answer_within", -1),
        ("policies", "update_every", 0),
        ("policies", "report_day", "friday"),
        ("feedback", "csat_scale", 7),
        ("feedback", "satisfied_from", 1),
        ("git", "commit", "sometimes"),
        ("defaults", "currency", "idr"),
        ("you", "email", "dewi"),
    ],
)
def test_what_settings_cannot_be(table, key, value):
    with pytest.raises(ValidationError) as wrong:
        Settings.model_validate(
            {"you": {"name": "Dewi"}, table: {**({"name": "D"} if table == "you" else {}), key: value}}
        )

    assert wrong.value.errors()[0]["loc"][:2] == (table, key)


def test_days_off_have_a_first_day():
    calendar = some_settings(calendar={"days_off": [{"day": "2026-12-25", "until": "2026-12-31"}]}).calendar

    assert (calendar.days_off[0].until - calendar.days_off[0].day).days == 6
    with pytest.raises(ValidationError):
        some_settings(calendar={"days_off": [{"name": "Christmas"}]})
