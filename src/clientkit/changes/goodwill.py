"""What was done for a client for free, beside what they agreed to pay."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clientkit.changes.cases import agreed_terms, changes_among
from clientkit.changes.rules import goodwill
from clientkit.kernel.model.files.price_totals import base_amount
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.workspace import Workspace

HUNDRED = Decimal(100)


def goodwill_signs(
    workspace: Workspace, client: str, records: Sequence[Entry], percent: int
) -> Iterator[tuple[str, bool]]:
    """What was given, a sentence for each currency, and whether that is more than so many percent."""
    for currency, value in goodwill(changes_among(records)).items():
        agreed = _agreed(workspace, client, currency)
        share = value / agreed * HUNDRED if agreed else None
        of = f", {share:.0f} % of the agreed {money(agreed, currency)}" if share is not None else ""
        yield f"Done for free: {money(value, currency)}{of}", share is not None and share > percent


def _agreed(workspace: Workspace, client: str, currency: str) -> Decimal:
    """The prices of all that the client agreed to, in a currency."""
    whole = Decimal(0)
    for project in workspace.projects(client):
        name = ProjectRef(client, project)
        terms = agreed_terms(workspace, name) if agreed_versions(workspace, name) else None
        if terms and terms.price.currency == currency:
            whole += base_amount(terms.price) or Decimal(0)
    return whole
