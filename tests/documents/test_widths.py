"""On a telephone: every page and mail of the sample in Chromium, at 360 and 390 pixels and at 1280."""

import pytest

from support.papers import every_page, furnish
from support.programs import find
from support.screens import found_on_screens, overview_pages, sample_pages

WIDTHS = (360, 390, 1280)

PROBE = """<script>addEventListener("load", () => {
  let wide = 0, who = "";
  for (const one of document.querySelectorAll("body *")) {
    const box = one.getBoundingClientRect();
    if (box.width && box.right > wide) { wide = box.right; who = one.tagName + " " + one.textContent; }
  }
  parent.postMessage([document.title, innerWidth, Math.ceil(wide), who.slice(0, 60)].join("|"), "*");
})</script>"""


def large_page(studio, run):
    """The page of an agreed project with sixty milestones, whose titles are as long as they may be."""
    title = "Panjangsekali" * 8 + " panjang" * 24
    rows = [f'\n[[milestones]]\nid = "M{n}"\ntitle = "{title} {n}"\ndays = 1\n' for n in range(60)]
    rows += [f'\n[[deliverables]]\nid = "D{n}"\ntitle = "{title} {n}"\n' for n in range(40)]
    rows += [f'\n[[faq]]\nquestion = "{title}?"\nanswer = "{title}"\n']
    text = f'title = "{title}"\n[timeline]\nstart = 2026-11-02\n' + "".join(rows)
    studio.project_file("kopi", "toko").write_text(text, encoding="utf-8")
    assert run("scope", "accept", "kopi/toko", "--name", "Rina", "--how", "mail", "--force").code == 0
    return run("page", "kopi/toko", "-o", "-").out


@pytest.mark.skipif(find("chromium") is None, reason="chromium is not installed")
def test_nothing_is_wider_than_the_screen(tmp_path, monkeypatch, studio, run):
    made = [*overview_pages(tmp_path), ("page-large", large_page(studio, run))]
    monkeypatch.chdir(tmp_path / "sample")
    furnish(tmp_path / "sample", run)
    made += [*sample_pages(projects=[("harbour", "brand")]), *every_page(tmp_path, run)]
    found = found_on_screens(made, WIDTHS, PROBE, tmp_path)
    assert len(found) == len(made) * len(WIDTHS)
    wide = [one for one in found if int(one[2]) > int(one[1])]
    assert wide == [], "\n".join(map(str, wide))
