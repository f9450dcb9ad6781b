"""What an agreement leaves open that a lawyer asks for, and what the settings leave untold."""

from collections.abc import Iterator

from clientkit.agreements.clauses import asked_clauses
from clientkit.agreements.lint.finding import Finding, finding, warning
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.terms import Clauses
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import find_template, read_template

PPN_PERCENT, PPN_BASE = 12, "11/12"
"""Value added tax of Indonesia since 2025 on all but luxuries: PMK 131/2024, article 3."""


def clauses(engagement: Engagement, place: str) -> Iterator[Finding]:
    """Clauses that an agreement lacks; `place` is the project's name, for the command that adds them."""
    project = engagement.stated()
    for name in asked_clauses(engagement):
        if not getattr(project.clauses, name):
            about = Clauses.model_fields[name].description
            message = f"nothing says {about}"
            yield warning(
                "no-clause", ("clauses", name), message, f"clientkit scope clauses {place} --write {name}"
            )
    if not project.clauses.bank_details:
        message = "nothing says which account payments go to"
        write = 'bank_details = "Bank Contoh, 123 456 7890, Dewi Lestari"'
        yield warning("no-account", ("terms", "bank_details"), message, write)
    yield from _value_added_tax(project.price)


def settings(engagement: Engagement, language: Language) -> Iterator[Finding]:
    """Words about oneself in another language than the paper's, and a calendar that knows no holiday."""
    you, calendar = engagement.settings.you, engagement.settings.calendar
    foreign = language != engagement.settings.defaults.language
    if foreign and you.role and not engagement.settings.terms_in(language).role:
        message = f"'{you.role}' is not said in '{language}', the language of the agreement"
        write = f'Add [[terms.translations]] with language = "{language}" and role'
        yield warning("role-language", ("you", "role"), message, write)
    if not calendar.country and not calendar.days_off:
        message = "no day off is known, so a deliverable or an answer may fall due on a public holiday"
        yield warning("no-holidays", ("calendar", "country"), message, 'For instance: country = "ID"')


def _value_added_tax(price: Price) -> Iterator[Finding]:
    """Indonesian value added tax at a rate of before 2025, or of the whole price."""
    percent, base = price.tax_percent, price.tax_base
    if price.tax_name.upper() == "PPN" and percent and not (percent == PPN_PERCENT and base == PPN_BASE):
        message = (
            f"PPN is 12% of 11/12 of the price since 2025, not {percent}% of {base or 'the whole price'}"
        )
        write = f'tax_percent = {PPN_PERCENT} and tax_base = "{PPN_BASE}"'
        yield warning("ppn-rate", ("price", "tax_percent"), message, write)


def own_template(workspace: Workspace, engagement: Engagement, language: Language) -> Iterator[Finding]:
    """Clauses of the project that an agreement template of one's own, copied earlier, leaves out."""
    source = find_template("scope", language, workspace.templates_dir)
    if source.origin != "workspace":
        return
    text = read_template(source.path)
    stated = engagement.stated().clauses
    left_out = [
        name for name in Clauses.model_fields if getattr(stated, name) and f"clauses.{name}" not in text
    ]
    if left_out:
        message = f"your own template {workspace.relative(source.path)} leaves out {', '.join(left_out)}"
        write = "Move it away, and take over what 'clientkit template show scope' has then"
        yield finding("template-leaves-out", ("clauses", left_out[0]), message, write)
