"""On a telephone: every page and mail of the sample in Chromium, at 360 and 390 pixels and at 1280."""

import html as markup
import re
import subprocess
from datetime import date
from itertools import chain

import pytest

from clientkit.documents.compose import as_format, compose
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.text.mail_html import mail_page
from clientkit.workspace.demo_sample import sample_workspace
from support.programs import find

TODAY = date(2026, 11, 21)
WIDTHS = (360, 390, 1280)
PAPERS = ("report", "month", "timeline", "scope", "closing")
PROJECTS = (("kopi", "toko"), ("harbour", "brand"))

PROBE = """<script>addEventListener("load", () => {
  let wide = 0, who = "";
  for (const one of document.querySelectorAll("body *")) {
    const box = one.getBoundingClientRect();
    if (box.width && box.right > wide) { wide = box.right; who = one.tagName + " " + one.textContent; }
  }
  parent.postMessage([document.title, innerWidth, Math.ceil(wide), who.slice(0, 60)].join("|"), "*");
})</script>"""
FRAMES = """<!doctype html><body><script>
addEventListener("message", said => {
  const line = document.createElement("pre"); line.textContent = said.data; document.body.append(line);
})</script>"""


def framed(page: str, name: str) -> str:
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = re.sub(r"<title>.*?</title>", f"<title>{name}</title>", page, flags=re.DOTALL)
    shown = markup.escape(page.replace("</body>", f"{PROBE}</body>"))
    return "".join(f'<iframe width="{wide}" height="900" srcdoc="{shown}"></iframe>' for wide in WIDTHS)


@pytest.mark.skipif(find("chromium") is None, reason="chromium is not installed")
def test_nothing_is_wider_than_the_screen(tmp_path):
    sample = sample_workspace()
    settings = read_settings(sample).value
    made = []
    for project in PROJECTS:
        for paper in PAPERS:
            composed = compose(sample, settings, DocumentRequest(paper, *project), TODAY)
            mail = mail_page(composed.text, composed.title, composed.language)
            made += [(f"{paper}-{project[1]}", as_format(composed, "html").decode()), (f"mail-{paper}", mail)]
    place = tmp_path / "frames.html"
    place.write_text(FRAMES + "".join(chain(framed(page, name) for name, page in made)), encoding="utf-8")
    shown = subprocess.run(
        [
            *("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", place.as_uri()),
        ],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    ).stdout
    found = [line.split("|", 3) for line in re.findall(r"<pre>([^<]*)</pre>", shown)]
    assert len(found) == len(made) * len(WIDTHS)
    assert [one for one in found if int(one[2]) > int(one[1])] == []
