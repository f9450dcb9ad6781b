import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from clientkit.kernel.picture import figure
from clientkit.kernel.picture.figure import FONTS
from clientkit.milestones.gantt.figure import GanttFigure
from support.charts import a_chart, a_row

ROOT = Path(__file__).parents[3]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_a_picture_is_twice_as_sharp_as_it_is_shown():
    made = GanttFigure(a_chart()).as_png()
    assert size(made.png)[0] == 2 * made.width == 640
    assert made.element("gantt.1@x").startswith('<img src="cid:gantt.1@x" width="320" alt="Today: ')


def test_the_words_of_a_picture_are_drawn():
    """The same chart with other words of the same length is another picture: no font, no words."""
    one, other = (
        GanttFigure(a_chart(a_row(title=title))).as_png() for title in ("Design read", "Design sent")
    )
    assert one.png != other.png
    assert "Design read" in one.alt
    assert "Design sent" in other.alt


def test_what_it_shows_in_words_can_hold_anything():
    made = GanttFigure(a_chart(a_row(title='"><script> & Co'))).as_png()
    assert "&quot;&gt;&lt;script&gt; &amp; Co" in made.element("g@x")


def test_the_same_chart_gives_the_same_bytes_on_any_machine():
    """The fonts of the machine play no part: a process that finds none draws the same."""
    program = (
        "import sys; from support.charts import a_chart;"
        "from clientkit.milestones.gantt.figure import GanttFigure;"
        "sys.stdout.buffer.write(GanttFigure(a_chart()).as_png().png)"
    )
    bare = {
        **os.environ,
        "FONTCONFIG_FILE": "/nowhere",
        "PYTHONPATH": str(ROOT / "tests"),
        "HOME": "/nowhere",
    }
    done = subprocess.run([sys.executable, "-c", program], env=bare, check=True, capture_output=True)
    assert done.stdout == GanttFigure(a_chart()).as_png().png


@pytest.mark.parametrize(
    ("title", "bundled"),
    [("Désign ✔ → žluťoučký", True), ("Дизайн Ωμέγα Việt Nam", True), ("設計", False), ("تصميم", False)],
)
def test_fonts_of_the_machine_are_looked_for_only_where_the_bundled_ones_lack_a_letter(title, bundled):
    svg = GanttFigure(a_chart(a_row(title=title))).as_svg()
    assert (figure._BUNDLED.fullmatch(svg) is not None) is bundled


def test_the_fonts_come_with_their_licence_and_are_small():
    files = sorted(FONTS.iterdir())
    assert [path.name for path in files] == [
        "DejaVuSans-Bold.ttf",
        "DejaVuSans.ttf",
        "LICENSE.txt",
        "README.md",
    ]
    assert sum(path.stat().st_size for path in files) < 200_000
    assert "Bitstream Vera is a trademark" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")
