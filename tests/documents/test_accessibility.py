"""Pages and mails held against axe's rules in Chromium, by day and in the dark, small and large."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from support.papers import every_page, furnish
from support.programs import find
from support.screens import found_on_screens, overview_pages, sample_pages

SPEC = find_spec("axe_core_python")
PROBE = """<script src="{}"></script><script>addEventListener("load", async () => {{
  const found = await axe.run(document, {{ iframes: false, resultTypes: ["violations"] }});
  const bad = found.violations.filter(one => ["serious", "critical"].includes(one.impact));
  const said = bad.map(one => one.id + " " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 90)));
  parent.postMessage([document.title, innerWidth, found.passes.length, said.join(" ; ")].join("|"), "*");
}})</script>"""

pytestmark = pytest.mark.skipif(
    find("chromium") is None or SPEC is None, reason="chromium or axe-core-python is not installed"
)


def assert_nothing_serious(pages, widths, folder, *, dark):
    axe = Path(SPEC.submodule_search_locations[0]) / "axe.min.js"
    found = found_on_screens(pages, widths, PROBE.format(axe.as_uri()), folder, dark=dark)
    assert len(found) == len(pages) * len(widths)
    assert all(int(one[2]) for one in found), "axe looked at nothing"
    assert [one for one in found if one[3]] == []


def test_a_serious_fault_is_found(tmp_path):
    pale = (
        '<html lang="en"><title>pale</title><body><main><p style="color: #eee">Pale</p></main></body></html>'
    )
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_nothing_serious([("pale", pale)], (360,), tmp_path, dark=False)


@pytest.mark.parametrize("dark", [False, True], ids=["day", "dark"])
def test_the_papers_of_every_day_have_no_serious_fault(tmp_path, dark):
    pages = list(sample_pages(("report", "timeline"), [("kopi", "toko")]))
    assert_nothing_serious(pages, (360,), tmp_path, dark=dark)


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["day", "dark"])
def test_no_paper_has_a_serious_fault(tmp_path, monkeypatch, run, dark):
    pages = list(overview_pages(tmp_path))
    monkeypatch.chdir(tmp_path / "sample")
    furnish(tmp_path / "sample", run)
    pages += [*sample_pages(projects=[("harbour", "brand")]), *every_page(tmp_path, run)]
    assert_nothing_serious(pages, (360, 1280), tmp_path, dark=dark)
