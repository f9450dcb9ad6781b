"""The policy on complaints: one page for the client, from the settings."""

from datetime import date

from pydantic import Field

from clientkit.documents.kinds import SampleTrial, TemplateKind
from clientkit.documents.paper import Paper
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import TemplateSource


class PolicyDocument(Model):
    """What the template of the policy on complaints is given."""

    author: str = Field(description="your name")
    email: str = Field(description="the address that complaints go to")
    phone: str = Field(description="your telephone number")
    acknowledge_within: int = Field(description="working days until one is acknowledged")
    plan_within: int = Field(description="working days until there is a plan")
    update_every: int = Field(description="working days between updates")
    resolve_within: int = Field(description="working days until it is put right")
    silence_days: int = Field(description="working days of silence after the last letter that end it")
    mediator: str = Field(description="who else can help; empty where nobody is named")


def policy_document(settings: Settings) -> PolicyDocument:
    """The policy as the settings have it."""
    you = settings.you
    return PolicyDocument.from_fields(settings.policies, author=you.name, email=you.email, phone=you.phone)


def policy_text(settings: Settings, source: TemplateSource) -> str:
    """The policy as Markdown.

    Raises:
        InvalidDataError: the template has an error.
    """
    from clientkit.kernel.text.template.engine import render

    return render(source, policy_document(settings).model_dump(), source.language)


def policy_paper(workspace: Workspace, settings: Settings, language: Language, today: date) -> Paper:
    """The policy as a paper, by the workspace's template where it has one."""
    from clientkit.kernel.text.template.sources import find_template

    text = policy_text(settings, find_template(POLICY.name, language, workspace.templates_dir))
    return Paper.of_text(text, language, today, settings.you.name)


def try_policy(trial: SampleTrial) -> str:
    """Write the policy of the sample.

    Raises:
        ClientkitError: the template has an error.
    """
    return policy_text(trial.settings, trial.source)


POLICY = TemplateKind(
    name="complaint-policy", context_type=PolicyDocument, trial="clientkit.complaints.document:try_policy"
)
