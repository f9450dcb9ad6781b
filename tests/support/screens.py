"""Pages on screens of several widths in Chromium, and what a script finds on each."""

import html as markup
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from clientkit.documents.compose import as_format, compose
from clientkit.documents.look import look_of
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.mail_html import mail_page
from clientkit.overview.page import overview_page
from clientkit.overview.queries import OverviewQuery, overview
from clientkit.workspace.demo_sample import sample_workspace

TODAY = date(2026, 11, 21)
PAPERS = ("report", "month", "timeline", "scope", "closing", "page")
PROJECTS = (("kopi", "toko"), ("harbour", "brand"))

_FRAMES = """<!doctype html><html lang="en"><body><script>
addEventListener("message", said => {
  const line = document.createElement("pre"); line.textContent = said.data; document.body.append(line);
})</script>"""


def sample_pages(
    papers: Sequence[str] = PAPERS, projects: Sequence[tuple[str, str]] = PROJECTS
) -> Iterator[tuple[str, str]]:
    """Names and HTML of the sample's papers: each as a page and as a mail."""
    sample = sample_workspace()
    settings = read_settings(sample).value
    for project in projects:
        for paper in papers:
            composed = compose(sample, settings, DocumentRequest(paper, *project), TODAY)
            look, figure = look_of(sample, settings, composed.language), composed.figure
            place = {composed.kind.figure_place: figure.as_png().element("chart")} if figure else {}
            text, title = composed.marked, composed.title
            mail = mail_page(text, title, composed.language, place, look=look, logo_cid="logo")
            yield f"{paper}-{project[1]}", as_format(composed, "html").decode()
            yield f"mail-{paper}-{project[1]}", mail


def overview_pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and HTML of the overview of a copy of the sample, in each language."""
    copy = Workspace(folder / "sample", "sample")
    shutil.copytree(sample_workspace().root, copy.root)
    settings = read_settings(copy).value
    found = overview(copy, settings, OverviewQuery(datetime.combine(TODAY, time(12), UTC)))
    for code in LANGUAGES:
        spoken = settings.defaults.model_copy(update={"language": code})
        page = overview_page(copy, settings.model_copy(update={"defaults": spoken}), found)
        yield f"overview-{code}", page.decode()


def found_on_screens(
    pages: Iterable[tuple[str, str]], widths: Sequence[int], script: str, folder: Path, *, dark: bool = False
) -> list[list[str]]:
    """What a script posts from each page at each width, parted by bars; the page's name comes first."""
    place = folder / f"frames-{dark}.html"
    frames = (_framed(page, name, wide, script) for name, page in pages for wide in widths)
    place.write_text(_FRAMES + "".join(frames), encoding="utf-8")
    shown = subprocess.run(
        [
            *("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000"),
            *(f"--user-data-dir={folder / 'profile'}", "--allow-file-access-from-files"),
            *(["--blink-settings=preferredColorScheme=0"] if dark else []),
            *("--dump-dom", place.as_uri()),
        ],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=400,
    ).stdout
    return [markup.unescape(line).split("|") for line in re.findall(r"<pre>([^<]*)</pre>", shown)]


def _framed(page: str, name: str, wide: int, script: str) -> str:
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = re.sub(r"<title>.*?</title>", f"<title>{name}</title>", page, count=1, flags=re.DOTALL)
    shown = markup.escape(page.replace("</body>", f"{script}</body>"))
    return f'<iframe title="{name}" width="{wide}" height="900" srcdoc="{shown}"></iframe>'
