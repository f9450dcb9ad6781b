"""Whether a party of an agreement is Indonesian, and what follows for its language."""

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import CONTRACT_LANGUAGES, Language

COUNTRY = "ID"
LAWFUL_LANGUAGE = CONTRACT_LANGUAGES[COUNTRY]


def is_indonesian(client: Client) -> bool:
    """Whether the client is a resident: by country, else, where none is given, by language and currency."""
    return client.country == COUNTRY or (
        not client.country and client.language == LAWFUL_LANGUAGE and client.currency == "IDR"
    )


def needs_two_languages(client: Client, settings: Settings, language: Language) -> bool:
    """Whether an agreement in a language should say which one counts: it is foreign, a party Indonesian."""
    return language != LAWFUL_LANGUAGE and (is_indonesian(client) or works_from_indonesia(settings))


def works_from_indonesia(settings: Settings) -> bool:
    """Whether you work from there: by the country of your holidays, else by your time zone."""
    country, zone = settings.calendar.country, settings.defaults.timezone
    return country == COUNTRY if country else zone in {
        "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak"
    }  # fmt: skip
