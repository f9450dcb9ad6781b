from datetime import date

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.calendar.public_holidays import UnknownPlaceError, known_place, public_holidays
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff

INDEPENDENCE = date(2026, 8, 17)


def test_holidays_are_named_in_the_language_of_the_document():
    years = range(2026, 2027)
    assert public_holidays("ID", "", years, "id")[INDEPENDENCE] == "Hari Kemerdekaan Republik Indonesia"
    assert public_holidays("ID", "", years, "en")[INDEPENDENCE] == "Independence Day"


def test_a_language_that_the_library_lacks_gives_the_countrys_own_names():
    assert public_holidays("DE", "", range(2026, 2027), "id")[date(2026, 1, 1)] == "Neujahr"


def test_a_countrys_own_english_goes_before_another_one():
    assert known_place("GB", "").default_language == "en_GB"
    assert public_holidays("GB", "", range(2026, 2027), "en")[date(2026, 12, 26)] == "Boxing Day"


def test_names_do_not_depend_on_the_environment(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "uk")
    assert public_holidays("ID", "", range(2026, 2027), "en")[INDEPENDENCE] == "Independence Day"
    assert public_holidays("DE", "", range(2026, 2027), "id")[date(2026, 1, 1)] == "Neujahr"


def test_a_region_has_holidays_of_its_own():
    years = range(2026, 2027)
    saint_andrew = date(2026, 11, 30)
    assert saint_andrew not in public_holidays("GB", "", years, "en")
    assert public_holidays("GB", "SCT", years, "en")[saint_andrew] == "Saint Andrew's Day"


def test_only_the_years_asked_for_are_given():
    found = public_holidays("ID", "", range(2026, 2028), "en")
    assert {day.year for day in found} == {2026, 2027}
    assert list(found) == sorted(found)


@pytest.mark.parametrize("years", [range(1800, 1802), range(2150, 2152)])
def test_years_that_nobody_knows_have_no_holidays(years):
    assert public_holidays("ID", "", years, "en") == {}


def test_an_unknown_country_is_told_with_those_near_it():
    with pytest.raises(UnknownPlaceError) as refused:
        known_place("EN", "")
    assert refused.value.exit_code == ExitCode.INVALID_DATA
    assert refused.value.key == "country"
    assert refused.value.message == (
        "clientkit.toml: no public holidays are known for the country 'EN' (calendar.country)."
    )
    assert refused.value.hint == (
        "Write an ISO 3166 code such as ID, GB or US. With E begin EC Ecuador, EE Estonia, EG Egypt, "
        "EH Western Sahara, ER Eritrea, ES Spain, ET Ethiopia."
    )


def test_many_countries_near_an_unknown_one_are_cut_short():
    with pytest.raises(UnknownPlaceError) as refused:
        known_place("CQ", "")
    assert refused.value.hint.endswith(" and others.")


@pytest.mark.parametrize(
    ("country", "region", "hint"),
    [
        ("GB", "XX", "Its regions are ENG, NIR, SCT, WLS."),
        ("ID", "JK", "It has no regions with holidays of their own: leave `region` empty."),
        ("US", "XX", "Its regions are AK, AL, AR, AS, AZ, CA, CO, CT, DC, DE, FL, GA, and so on."),
    ],
)
def test_an_unknown_region_is_told_with_those_there_are(country, region, hint):
    with pytest.raises(UnknownPlaceError) as refused:
        public_holidays(country, region, range(2026, 2027), "en")
    assert refused.value.message == (
        f"clientkit.toml: {country} has no region '{region}' with public holidays (calendar.region)."
    )
    assert (refused.value.key, refused.value.hint) == ("region", hint)


def test_public_holidays_and_days_off_are_not_worked():
    settings = Calendar(days_off=(DayOff(day=date(2026, 8, 18), name="Dentist"),))
    calendar = WorkingCalendar.of(settings, public_holidays("ID", "", range(2026, 2027), "id"))
    assert calendar.add(date(2026, 8, 14), 1) == date(2026, 8, 19)
