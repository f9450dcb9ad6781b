"""The workspace's own settings: who you are, how you count days, what you promise."""

from typing import Literal

from pydantic import Field, model_validator

from clientkit.kernel.model.files.brand import Brand
from clientkit.kernel.model.files.calendar_settings import Calendar, TimeZone, Weekday
from clientkit.kernel.model.files.mail_settings import MailSettings
from clientkit.kernel.model.files.usual_terms import AgreementTerms, UsualTerms
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import (
    DEFAULT_LANGUAGE,
    LANGUAGE_EXAMPLES,
    Language,
    language_codes,
)
from clientkit.kernel.model.values.money import Currency
from clientkit.kernel.model.values.rating_scales import SATISFACTION
from clientkit.kernel.model.values.text import Address, FullLine, Line, Prose


class You(Model):
    """The freelancer, as the documents name them."""

    name: FullLine = Field(description="your name, as documents show it", examples=["Dewi Lestari"])
    email: Address = Field(
        "", description="the address you write to clients from", examples=["dewi@studio.example"]
    )
    role: Line = Field("", description="what you do, in a few words", examples=["web designer and developer"])
    legal_name: Line = Field(
        "", description="the name that signs, where it differs", examples=["Dewi Lestari Rahmawati"]
    )
    address: Line = Field(
        "", description="postal address for agreements", examples=["Jl. Kaliurang Km 5 No. 21, Sleman 55281"]
    )
    tax_number: Line = Field(
        "", description="tax number (NPWP, VAT ID) for agreements", examples=["09.254.294.3-407.000"]
    )
    phone: Line = Field("", description="telephone or WhatsApp number", examples=["+62 812 0000 0000"])
    registration: Line = Field(
        "",
        description="number in the register of businesses (NIB, company number)",
        examples=["1234567890123"],
    )
    identity_number: Line = Field(
        "", description="number of your identity card (NIK), for agreements", examples=["3400000000000000"]
    )


class Defaults(Model):
    """What a new client or project gets when nothing else is said."""

    language: Language = Field(
        DEFAULT_LANGUAGE,
        description=f"language of documents: {language_codes('or')}",
        examples=LANGUAGE_EXAMPLES,
    )
    currency: Currency = Field("USD", description="ISO 4217 code of prices", examples=["IDR"])
    timezone: TimeZone = Field(
        "UTC", description="time zone that days and hours are counted in", examples=["Asia/Jakarta"]
    )


class Policies(Model):
    """What you promise every client, in working days; agreements state it."""

    answer_within: int = Field(
        1, ge=0, le=30, description="working days until you answer a message", examples=[1]
    )
    acknowledge_within: int = Field(
        1, ge=0, le=30, description="working days until a complaint is acknowledged", examples=[1]
    )
    plan_within: int = Field(
        3, ge=0, le=60, description="working days until a complaint has a plan", examples=[3]
    )
    resolve_within: int = Field(
        10, ge=0, le=120, description="working days until a complaint is resolved", examples=[10]
    )
    update_every: int = Field(
        3, ge=1, le=60, description="working days between updates while a complaint is open", examples=[3]
    )
    report_day: Weekday = Field("fri", description="the day the weekly report goes out", examples=["fri"])
    goodwill_percent: int = Field(
        10,
        ge=0,
        le=100,
        description="percent of the agreed price above which work done for free is pointed at",
        examples=[10],
    )
    show_goodwill: bool = Field(
        False, description="whether reports say what work done for free would have cost", examples=[True]
    )
    keep_agreements_years: int = Field(
        10,
        ge=0,
        le=100,
        description="years for which an agreement is kept after its project's last step",
        examples=[10],
    )
    silence_days: int = Field(
        10,
        ge=1,
        le=120,
        description="working days of silence after the last letter that end a complaint",
        examples=[10],
    )
    mediator: Line = Field(
        "",
        description="who helps where no agreement on a complaint is found",
        examples=["BPSK Kota Yogyakarta"],
    )


class ReportSettings(Model):
    """What reports tell."""

    hours: bool = Field(
        False,
        description="true shows hours in the reports of a fixed price too; those of other prices have them",
        examples=[True],
    )


class FeedbackSettings(Model):
    """How answers are counted."""

    csat_scale: Literal[5, 10] = Field(5, description="top of the satisfaction scale: 5 or 10", examples=[5])
    satisfied_from: int | None = Field(
        None,
        ge=2,
        le=10,
        description="first score that counts as satisfied; 4 of 5 and 9 of 10 when not set",
        examples=[4],
    )

    @model_validator(mode="after")
    def _satisfied_lies_on_the_scale(self) -> "FeedbackSettings":
        if self.satisfied_from is not None and self.satisfied_from > self.csat_scale:
            raise ValueError(
                f"counts as satisfied from {self.satisfied_from}, above its scale of {self.csat_scale}"
            )
        return self

    @property
    def first_satisfied(self) -> int:
        """The first answer that counts as satisfied: as it was set, or as is usual on the scale."""
        return self.satisfied_from or SATISFACTION.best_from[self.csat_scale]


class SurveySettings(Model):
    """When clients are asked for feedback, and how long an answer counts."""

    cooldown_days: int = Field(
        30, ge=0, le=730, description="days in which nobody is asked twice", examples=[30]
    )
    nps_every_days: int = Field(
        90, ge=30, le=730, description="days between two questions for the NPS", examples=[120]
    )
    remind_after_days: int = Field(
        5, ge=1, le=60, description="days without an answer until the one reminder is due", examples=[5]
    )
    expires_days: int = Field(45, ge=7, le=365, description="days in which an answer counts", examples=[45])
    follow_up_hours: int = Field(
        48, ge=1, le=720, description="hours until a low score must be followed up", examples=[48]
    )


class GitSettings(Model):
    """What clientkit does with git after a save."""

    commit: bool = Field(
        False,
        description="true commits each saved file at once; false leaves commits to you",
        examples=[True],
    )


class Settings(Model):
    """All of `clientkit.toml`."""

    version: Literal[1] = Field(1, description="version of the file format", examples=[1])
    you: You
    defaults: Defaults = Defaults.model_construct()
    calendar: Calendar = Calendar.model_construct()
    policies: Policies = Policies.model_construct()
    report: ReportSettings = ReportSettings.model_construct()
    terms: AgreementTerms = AgreementTerms.model_construct()
    feedback: FeedbackSettings = FeedbackSettings.model_construct()
    survey: SurveySettings = SurveySettings.model_construct()
    mail: MailSettings = MailSettings.model_construct()
    git: GitSettings = GitSettings.model_construct()
    brand: Brand = Brand.model_construct()
    signature: Prose = Field(
        "", description="closing lines under a report", examples=["Dewi · studio.example"]
    )

    def terms_in(self, language: Language) -> UsualTerms:
        """The usual terms in a language; empty where they are not written in it."""
        rows = (one for one in self.terms.translations if one.language == language)
        own = self.terms if language == self.defaults.language else UsualTerms()
        return next(rows, own)

    def role_in(self, language: Language) -> str:
        """What you do, in a language where it is written in it."""
        return self.terms_in(language).role or self.you.role

    def signature_in(self, language: Language) -> str:
        """Your closing lines, in a language where they are written in it."""
        return self.terms_in(language).signature or self.signature

    def brand_in(self, language: Language) -> Brand:
        """Your brand, its words in a language where they are written in it."""
        words = self.terms_in(language)
        said = {name: text for name in ("letterhead", "footer") if (text := getattr(words, name))}
        return self.brand.model_copy(update=said)
