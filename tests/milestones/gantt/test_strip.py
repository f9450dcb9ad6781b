"""The milestones of a report as dots: titles whole where there is room on two sides, nothing over another."""

from itertools import combinations

import pytest

from clientkit.milestones.gantt.look import PRINT, SCREEN
from clientkit.milestones.gantt.strip import NARROW, _below_one_another, _in_a_line, _on_two_sides
from support.charts import a_chart, a_row

EIGHT = (
    "Rapat awal selesai, pekerjaan dimulai",
    "Peta situs dan alur belanja disetujui",
    "Materi 40 produk diterima lengkap",
    "Desain halaman disetujui",
    "Toko berjalan di server uji",
    "Pembayaran, ongkos kirim, dan isi toko siap",
    "Uji penerimaan selesai",
    "Toko diluncurkan dan diserahterimakan",
)


def words(stops):
    return [" ".join(label.text for label in stop.labels) for stop in stops]


@pytest.mark.parametrize("width", [PRINT, SCREEN, NARROW])
def test_eight_usual_titles_are_whole(width):
    chart = a_chart(*(a_row(f"M{n}", title=title) for n, title in enumerate(EIGHT)))
    stops = _below_one_another(chart) if width == NARROW else _on_two_sides(chart, width)
    assert [said.startswith(title) for said, title in zip(words(stops), EIGHT, strict=True)] == [True] * 8
    assert _in_a_line(chart, PRINT) == []


def test_short_titles_stand_below_the_line():
    chart = a_chart(*(a_row(f"M{n}", title="Kick-off") for n in range(8)))
    assert len({stop.at.y for stop in _in_a_line(chart, PRINT)}) == 1


def test_two_titles_that_are_cut_stay_below_the_line():
    chart = a_chart(*(a_row(f"M{n}", title="on and on " * 40) for n in range(2)))
    assert all("…" in said for said in words(_in_a_line(chart, PRINT)))


@pytest.mark.parametrize("titles", [EIGHT, EIGHT[:5], EIGHT[:3], ("on and on " * 40,) * 8, ("M" * 300,) * 7])
def test_no_words_stand_over_others_or_outside(titles):
    chart = a_chart(*(a_row(f"M{n}", title=title, slip=3) for n, title in enumerate(titles)))
    for width, stops in (
        (NARROW, _below_one_another(chart)),
        (PRINT, _in_a_line(chart, PRINT) or _on_two_sides(chart, PRINT)),
    ):
        boxes = [label.box for stop in stops for label in stop.labels]
        assert all(box.x >= -1 and box.x + box.width <= width + 1 for box in boxes)
        assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []


def _overlap(one, other):
    beside = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    below = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return beside > 1 and below > 2
