"""The words that all papers of a workspace share."""

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import (
    LANGUAGE_EXAMPLES,
    Language,
)
from clientkit.kernel.model.values.text import Line, Prose


class UsualTerms(Model):
    """The words that all your papers in a language share: on law and hours, and about yourself."""

    hours: Line = Field("", description="working hours", examples=["Monday to Friday, 09.00-17.00 WIB"])
    governing_law: Line = Field("", description="law that applies", examples=["Republic of Indonesia"])
    dispute_forum: Line = Field(
        "", description="where a dispute is settled", examples=["District Court of Bandung"]
    )
    place: Line = Field("", description="place where agreements are signed", examples=["Yogyakarta"])
    bank_details: Prose = Field(
        "",
        description="account that payments go to",
        examples=["Bank Contoh, 123 456 7890, Dewi Lestari Rahmawati"],
    )
    role: Line = Field(
        "",
        description="what you do, in this language; you.role where it is not set",
        examples=["web designer"],
    )
    signature: Prose = Field(
        "",
        description="closing lines in this language; signature where it is not set",
        examples=["Dewi · studio.example"],
    )
    letterhead: Prose = Field(
        "",
        description="lines beside the logo, in this language; brand.letterhead where it is not set",
        examples=["Studio Selasar\nWeb and brand design"],
    )
    footer: Line = Field(
        "",
        description="line at the foot of every page, in this language; brand.footer where it is not set",
        examples=["Weekdays, 09.00-17.00 in Yogyakarta"],
    )


class TranslatedTerms(UsualTerms):
    """The same in another language."""

    language: Language = Field(description="language of these words", examples=LANGUAGE_EXAMPLES)


class AgreementTerms(UsualTerms):
    """What all your agreements say alike, in the language of [defaults]; a project's own words come first."""

    translations: tuple[TranslatedTerms, ...] = Field(
        (), description="the same in other languages, one [[terms.translations]] each"
    )
