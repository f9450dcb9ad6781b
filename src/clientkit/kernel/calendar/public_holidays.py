"""Public holidays of a country and region: from the `holidays` library, loaded only where they are kept."""

from datetime import date
from typing import Any

from clientkit.errors import InvalidDataError, library_door

SHOWN = 12
"""Codes that a hint lists before it cuts the list short."""

CODE = 3
"""Letters of the longest code of a region; the library has full names beside some codes."""


class UnknownPlaceError(InvalidDataError):
    """A country or region of the settings whose public holidays nobody knows; `key` is where it stands."""

    def __init__(self, key: str, what: str, hint: str) -> None:
        super().__init__(f"clientkit.toml: {what}.", hint)
        self.key = key
        self.what = what


@library_door("The library of public holidays")
def public_holidays(country: str, region: str, years: range, language: str) -> dict[date, str]:
    """The public holidays of some years by day, observed days included.

    Names are in `language` where the library has it, else as the country itself calls them.

    Raises:
        UnknownPlaceError: the country or the region is not known.
    """
    import holidays

    entity = known_place(country, region)
    found = holidays.country_holidays(
        country, subdiv=region or None, years=years, expand=False, language=_nearest(entity, language)
    )
    return dict(sorted(found.items()))


@library_door("The library of public holidays")
def known_place(country: str, region: str) -> Any:
    """What the library knows of a country that has that region.

    Raises:
        UnknownPlaceError: the country or the region is not known.
    """
    import holidays

    entity = getattr(holidays, country, None)
    if entity is None:
        raise UnknownPlaceError(
            "country",
            f"no public holidays are known for the country '{country}' (calendar.country)",
            f"Write an ISO 3166 code such as ID, GB or US. {_near(country)}",
        )
    regions = sorted(name for name in entity.subdivisions if len(name) <= CODE)
    if region and region not in regions:
        more = ", and so on" if len(regions) > SHOWN else ""
        hint = (
            f"Its regions are {', '.join(regions[:SHOWN])}{more}."
            if regions
            else "It has no regions with holidays of their own: leave `region` empty."
        )
        raise UnknownPlaceError(
            "region", f"{country} has no region '{region}' with public holidays (calendar.region)", hint
        )
    return entity


def _near(country: str) -> str:
    """Countries whose code begins with the same letter, by code and name."""
    from holidays.registry import COUNTRIES

    codes = {codes[1]: name.replace("_", " ").title() for name, codes in COUNTRIES.items()}
    near = [code for code in sorted(codes) if code[0] == country[0]]
    shown = ", ".join(f"{code} {codes[code]}" for code in near[:SHOWN])
    return f"With {country[0]} begin {shown}{' and others' if near[SHOWN:] else ''}."


def _nearest(entity: Any, language: str) -> str | None:
    """The library's own language for one of ours; always named, so that the environment's is never taken."""
    fitting = [name for name in entity.supported_languages if name.partition("_")[0] == language]
    default: str | None = entity.default_language
    return default if default in fitting or not fitting else fitting[0]
