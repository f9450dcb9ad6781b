"""The survey's context: one question to one contact, and a link for each score."""

from datetime import date

from pydantic import Field

from clientkit.documents.kinds import TemplateKind
from clientkit.documents.parties import Addressee
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.rating_scales import MetricName
from clientkit.kernel.model.values.text import Prose


class ScoreLink(Model):
    """A score that can be given."""

    score: int = Field(description="the score")
    link: str = Field(description="link that opens a mail with this answer; empty in the text part")


class SurveyDocument(Model):
    """What the survey's template is given; its first line, a heading, is the mail's subject."""

    addressee: Addressee = Field(description="who is asked")
    client: str = Field(description="name of the client")
    project: str = Field(description="name of the project that it is about; empty where it is about all")
    author: str = Field(description="your name")
    question: MetricName = Field(description="csat, nps or ces")
    occasion: Occasion = Field(description="what it is asked after")
    lowest: int = Field(description="lowest score")
    highest: int = Field(description="highest score")
    scores: tuple[ScoreLink, ...] = Field(description="every score, the lowest first")
    has_links: bool = Field(description="true for the HTML part; the text part has none")
    decline_link: str = Field(description="link that opens a mail which declines; empty in the text part")
    expires: date = Field(description="last day on which an answer counts")
    asked_on: date = Field(description="day it was asked")
    is_reminder: bool = Field(description="whether this is the one reminder")
    signature: Prose = Field(description="your closing lines")


SURVEY = TemplateKind(
    name="survey", context_type=SurveyDocument, trial="clientkit.surveys.template_trial:try_survey"
)
