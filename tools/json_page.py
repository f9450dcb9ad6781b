"""The tables of docs/reference/json.md: what each command's `--json` holds, from the models it prints."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias, get_type_hints

from pydantic import BaseModel

from clientkit.agreements.acceptance_criteria import CriterionRow
from clientkit.agreements.actions import AgreedVersion
from clientkit.agreements.context import ScopeDocument
from clientkit.agreements.lint.check import ScopeCheck
from clientkit.agreements.version_diff import DifferenceDocument
from clientkit.clients.actions import AddedClient, ClientRow
from clientkit.correspondence.contact_log import LogRow
from clientkit.feedback.answer import Answer
from clientkit.feedback.csv_import.actions import Imported
from clientkit.feedback.follow_ups import Loop
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import CriterionTried
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.feedback import Consented, Feedback, FollowUp
from clientkit.kernel.model.records.progress import (
    Ask,
    Blocked,
    Done,
    Lesson,
    Next,
    PlanDropped,
    PlanMoved,
    Resolved,
    RiskNote,
    StatusWorsened,
)
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.records.record import Entry, Retraction
from clientkit.kernel.model.records.survey import SurveyEnded
from clientkit.kernel.store.toml.change import KeyChange
from clientkit.milestones.actions import NewMilestone
from clientkit.milestones.document import TimelineDocument
from clientkit.milestones.queries import MilestoneList
from clientkit.milestones.reschedule import MilestoneChange
from clientkit.milestones.scenario import Scenario
from clientkit.outbox.eml_drafts import Draft
from clientkit.outbox.outgoing_mail import MailPreview
from clientkit.outbox.queries import MailRow
from clientkit.outbox.send import SentMail
from clientkit.overview.client_card import ClientCard
from clientkit.overview.health import HealthRow
from clientkit.overview.project_card import ProjectCard
from clientkit.progress.git_outcomes.proposals import Proposals
from clientkit.progress.queries import NoteRow
from clientkit.progress.trackers.actions import ImportedHours
from clientkit.projects.actions import AddedProject, ProjectRow
from clientkit.promises.queries import PromiseRow
from clientkit.replies.actions import ReadingSummary
from clientkit.reports.closing.document import ClosingDocument
from clientkit.reports.history.document import Series
from clientkit.reports.monthly.document import MonthDocument
from clientkit.reports.queries import ReportRow
from clientkit.reports.weekly.document import ReportDocument
from clientkit.reports.weekly.lint import ReportCheck
from clientkit.scores.explanation.metrics import Explained
from clientkit.scores.queries import Score
from clientkit.surveys.due import DueSurvey
from clientkit.surveys.mail import SurveyDelivery
from clientkit.surveys.queries import Surveys
from clientkit.surveys.signing_key import KeyState
from clientkit.templates.actions import TemplateRow, TemplateTrial
from clientkit.workspace.check import Checked
from clientkit.workspace.demo import Demo
from clientkit.workspace.init import Setup
from markdown_page import table
from model_words import inner_model, is_list, sentence, type_words

TOLD_ELSEWHERE: dict[Any, str] = {
    Client: "as in [`client.toml`](files.md#clienttoml)",
    Project: "as in [`project.toml`](files.md#projecttoml)",
    Settings: "as in [`clientkit.toml`](files.md#clientkittoml)",
    Feedback: "as in [`feedback`](files.md#feedback)",
    Retraction: "as in [`retraction`](files.md#retraction)",
}
"""Models that are the contents of a file, and where these are described."""


DECIMALS = {Decimal: "decimal number as text"}

Row: TypeAlias = tuple[str, str, str]
"""A field's name, what it holds, what it means."""


class Printed(NamedTuple):
    """What one command prints with `--json`: the fields of a model, or rows where there is none."""

    command: str
    kind: str
    fields: type[BaseModel] | tuple[Row, ...]
    several: bool = False
    also: str = ""
    """What stands in place of the record's fields, where the kind of record is not always the same."""

    def rows(self) -> list[Row]:
        """The fields of the data, or of each of its entries."""
        return list(self.fields if isinstance(self.fields, tuple) else field_rows(self.fields))

    def record(self) -> str:
        """The kind of record in the journal that the data is; empty where it is none."""
        if isinstance(self.fields, tuple) or not issubclass(self.fields, Entry):
            return ""
        return str(self.fields.model_fields["kind"].default)


PRINTED: tuple[Printed, ...] = (
    Printed("init", "setup", Setup),
    Printed("demo", "demo", Demo),
    Printed("check", "check", Checked),
    Printed("client add", "client", AddedClient),
    Printed("client list", "clients", ClientRow, several=True),
    Printed("client list --health", "client-health", HealthRow, several=True),
    Printed("client show", "client", ClientCard),
    Printed("client consent", "consent", Consented),
    Printed("project add", "project", AddedProject),
    Printed("project list", "projects", ProjectRow, several=True),
    Printed("project show", "project", ProjectCard),
    Printed("client set", "changes", KeyChange, several=True),
    Printed("project set", "changes", KeyChange, several=True),
    Printed("scope show", "scope", ScopeDocument),
    Printed("scope check", "scope-check", ScopeCheck),
    Printed("scope diff", "diff", DifferenceDocument),
    Printed("scope accept", "agreement", AgreedVersion),
    Printed("scope criteria", "criteria", CriterionRow, several=True),
    Printed("scope met", "trials", CriterionTried, several=True),
    Printed("scope history", "agreements", AgreedVersion, several=True),
    Printed("timeline show", "timeline", TimelineDocument),
    Printed("timeline show --late", "what-if", Scenario),
    Printed("milestone add", "milestone", NewMilestone),
    Printed("milestone list", "milestones", MilestoneList),
    Printed("milestone move", "replanned", MilestoneChange),
    Printed("milestone done", "replanned", MilestoneChange),
    Printed("milestone retract", "replanned", MilestoneChange),
    Printed("progress done", "note", Done),
    Printed("progress next", "note", Next),
    Printed("progress blocked", "note", Blocked),
    Printed("progress ask", "note", Ask),
    Printed("progress risk", "note", RiskNote),
    Printed("progress lesson", "note", Lesson),
    Printed("progress edit", "note", Ask, also="; a note of another kind has those of its own"),
    Printed("progress answer", "answer", Resolved),
    Printed("progress retract", "retraction", Retraction),
    Printed("progress move", "plan", PlanMoved),
    Printed("progress drop", "plan", PlanDropped),
    Printed("progress list", "notes", NoteRow, several=True),
    Printed("progress from-commits", "from-commits", Proposals),
    Printed("progress import-hours", "hours-import", ImportedHours),
    Printed("report check", "report-check", ReportCheck),
    Printed("report status", "status", StatusWorsened),
    Printed("report list", "reports", ReportRow, several=True),
    Printed("report series", "series", Series),
    Printed("report show", "report", ReportDocument),
    Printed("report show --month", "month", MonthDocument),
    Printed("report show --closing", "closing", ClosingDocument),
    Printed("mail draft", "draft", Draft),
    Printed("mail send", "mail", SentMail),
    Printed("mail send --dry-run", "mail-preview", MailPreview),
    Printed("mail list", "mails", MailRow, several=True),
    Printed("mail settle", "settled", MailRow),
    Printed("mail read", "mail-read", ReadingSummary),
    Printed("feedback add", "feedback", Feedback),
    Printed("feedback list", "feedbacks", Feedback, several=True),
    Printed("feedback show", "feedback-history", Answer),
    Printed("feedback edit", "feedback", Feedback),
    Printed("feedback retract", "retraction", Retraction),
    Printed("feedback import", "import", Imported),
    Printed("feedback follow", "follow-up", FollowUp),
    Printed("feedback loop", "feedback-loop", Loop),
    Printed("survey ask", "survey-mail", SurveyDelivery),
    Printed("survey remind", "survey-mail", SurveyDelivery),
    Printed("survey mail", "survey-mail", SurveyDelivery),
    Printed("survey due", "surveys-due", DueSurvey, several=True),
    Printed("survey list", "surveys", Surveys),
    Printed("survey decline", "survey-ended", SurveyEnded),
    Printed("survey retract", "retraction", Retraction),
    Printed("survey key", "survey-key", KeyState),
    Printed("score", "score", Score),
    Printed("score --explain", "score-explained", Explained),
    Printed("log", "contacts", LogRow, several=True),
    Printed("log --channel", "contact", Logged),
    Printed("promise add", "promise", Promised),
    Printed("promise list", "promises", PromiseRow, several=True),
    Printed("promise kept", "promise_ended", PromiseEnded),
    Printed("promise broken", "promise_ended", PromiseEnded),
    Printed("promise retract", "retraction", Retraction),
    Printed("template list", "templates", TemplateRow, several=True),
    Printed("template show", "template", (("`text`", "text", "the template as it is"),)),
    Printed(
        "template show --fields",
        "fields",
        (
            ("`name`", "text", "dotted name; `[]` marks what stands in a list"),
            ("`type`", "text", "what it holds, in words"),
            ("`description`", "text", "what it means"),
        ),
        several=True,
    ),
    Printed("template check", "trials", TemplateTrial, several=True),
)
"""Every command with `--json`; a test compares it with the program."""


def blocks() -> dict[str, Callable[[], str]]:
    """What is generated on the page, by the names of its marks."""
    return {"kinds": lambda: "\n".join(kinds())}


def kinds() -> Iterator[str]:
    """One section per command: the kind, and the fields of its data."""
    for printed in PRINTED:
        yield f"### `{printed.command} --json`\n"
        what = "a list of objects" if printed.several else "an object"
        about = "" if isinstance(printed.fields, tuple) else f" {sentence(printed.fields)}"
        yield f'`"kind": "{printed.kind}"`; `data` is {what}.{about}\n'
        if record := printed.record():
            here = f"[every record](files.md#every-record) and of [{record}](files.md#{record}){printed.also}"
            yield f"The fields are those of {here}.\n"
        else:
            yield table(("Field", "Value", "Meaning"), printed.rows())


def field_rows(model: type[BaseModel], prefix: str = "") -> Iterator[Row]:
    """Every field with its dotted name; `[]` marks what stands in a list."""
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        several = is_list(field.annotation)
        if inner is None:
            yield (
                f"`{prefix}{name}`",
                _or_null(type_words(hints[name], DECIMALS), field.annotation),
                field.description or "",
            )
            continue
        words = TOLD_ELSEWHERE.get(inner) or f"{'list of objects' if several else 'object'}"
        meaning = field.description or sentence(inner)
        yield f"`{prefix}{name}`", _or_null(words, field.annotation), meaning
        if inner not in TOLD_ELSEWHERE:
            yield from field_rows(inner, f"{prefix}{name}{'[]' if several else ''}.")


def _or_null(words: str, annotation: Any) -> str:
    if type(None) not in getattr(annotation, "__args__", ()):
        return words
    return f"{words}{',' if ' ' in words else ''} or null"
