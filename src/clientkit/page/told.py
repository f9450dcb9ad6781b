"""What the client was told of a project: the papers that went, their words, and what the last report knew."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from clientkit.correspondence.document_editions import sent_reports
from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.dossier import Dossier
from clientkit.documents.issue import DOCUMENT_LIMIT
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.agreement import TEXT_FILE
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.questions.asking import plain_text
from clientkit.reports.drafts.edition_files import known_to

PAGE = "page"
"""The document that tells nothing of its own."""


class WhatWent(NamedTuple):
    """What went to the client."""

    mails: Sequence[Mail]
    """The mails about the project that went, but for pages themselves."""
    reports: Sequence[Mail]
    """Those of them that carry a report."""
    last: Mail | None
    """The last of them that tells dates: a report or a timeline."""
    words: str
    """The words of all papers that are kept as they went, and of what was agreed."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing went, and nothing was agreed."""
        return not self.mails and not self.words

    def says(self, text: str) -> bool:
        """Whether some paper that the client has holds a text."""
        return bool(text) and _squeezed(text) in self.words


def told(dossier: Dossier) -> WhatWent:
    """What went of a project; a file that is not as it went counts for nothing."""
    mails = [one for one in mails_among(dossier.records) if one.outcome == "sent" and one.document != PAGE]
    reports = sent_reports(mails, dossier.name.project)
    dated = [one for one in mails if one in reports or one.document == "timeline"]
    texts = [*_agreed(dossier), *(sent_text(dossier, one) for one in mails)]
    return WhatWent(mails, reports, dated[-1] if dated else None, _squeezed("\n".join(texts)))


def headline(dossier: Dossier, sent: Mail) -> str:
    """The first line of a paper that went; empty where it is not kept as it went."""
    return plain_text(sent_text(dossier, sent).partition("\n")[0].removeprefix("# "))


def known_then(dossier: Dossier, report: Mail) -> datetime:
    """The instant of the latest record that a sent report can tell of."""
    known = known_to(dossier.workspace, report)
    return min(known, report.ts) if known else report.ts


def _agreed(dossier: Dossier) -> Iterator[str]:
    """The text of the version that was agreed last."""
    if dossier.agreed:
        yield _text(dossier, f"agreements/v{dossier.agreed.version}/{TEXT_FILE}", None)


def sent_text(dossier: Dossier, mail: Mail) -> str:
    """A paper that lies in the project's `documents/` as it went, else nothing; the path is built here."""
    name = (mail.file or "").rpartition("/")[2]
    if not mail.file_sha256 or not re.fullmatch(r"[A-Za-z0-9][\w.-]*\.md", name, re.ASCII):
        return ""
    return _text(dossier, f"documents/{name}", mail.file_sha256)


def _text(dossier: Dossier, below: str, sha256: str | None) -> str:
    try:
        data = read_limited(dossier.workspace.project_dir(*dossier.name) / below, DOCUMENT_LIMIT)
    except ClientkitError:
        return ""
    return data.decode("utf-8", "replace") if sha256 in {None, digest(data)} else ""


def _squeezed(text: str) -> str:
    """A text without marks of Markdown, breaks and capitals: for comparison."""
    return " ".join(re.sub(r"[\\*_`]", "", text).casefold().split())
