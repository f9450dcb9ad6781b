"""On a telephone: every page and mail of the sample in Chromium, at 360 and 390 pixels and at 1280."""

import pytest

from support.programs import find
from support.screens import found_on_screens, sample_pages

WIDTHS = (360, 390, 1280)

PROBE = """<script>addEventListener("load", () => {
  let wide = 0, who = "";
  for (const one of document.querySelectorAll("body *")) {
    const box = one.getBoundingClientRect();
    if (box.width && box.right > wide) { wide = box.right; who = one.tagName + " " + one.textContent; }
  }
  const said = [document.title, innerWidth, Math.ceil(wide), who.slice(0, 60)];
  parent.postMessage(said.join("|"), "*");
})</script>"""


@pytest.mark.skipif(find("chromium") is None, reason="chromium is not installed")
def test_nothing_is_wider_than_the_screen(tmp_path):
    made = list(sample_pages())
    found = found_on_screens(made, WIDTHS, PROBE, tmp_path)
    assert len(found) == len(made) * len(WIDTHS)
    assert [one for one in found if int(one[2]) > int(one[1])] == []
