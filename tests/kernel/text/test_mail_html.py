import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.text.mail_html import mail_page

SHORT = "# Laporan\n\nYth. Ibu Rina,\n\n| Tonggak | Status |\n| --- | --- |\n| M1 | ✔ Selesai |\n"


class Reader(HTMLParser):
    """All that a page shows and all that it names."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.shown: list[str] = []
        self.within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in {"style", "title", "head"}:
            self.within.append(tag)

    def handle_endtag(self, tag):
        if tag in self.within:
            self.within.remove(tag)

    def handle_data(self, data):
        if not self.within:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


def test_every_element_carries_its_own_style():
    page = mail_page(SHORT, "Laporan", "id")
    styles = {tag: attributes.get("style", "") for tag, attributes in Reader(page).tags}
    assert "color:#1a365d" in styles["h1"]
    assert "border-bottom:1px solid" in styles["td"]
    assert "max-width:640px" in page
    assert "var(" not in page


def test_what_is_kept_as_a_style_sheet_is_for_narrow_and_dark_screens_alone():
    sheet = re.search(r"<style>(.*?)</style>", mail_page(SHORT, "x", "en"), re.DOTALL)
    assert sheet
    outside = re.sub(r"@media [^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", sheet[1])
    assert outside.strip() == ""
    assert set(re.findall(r"@media \((.*?)\)", sheet[1])) == {
        "max-width: 480px",
        "prefers-color-scheme: dark",
    }


def test_signs_of_a_status_have_its_colour_and_the_words_stay():
    page = mail_page("Status: **▲ amber, needs attention**\n", "x", "en")
    assert re.search(r'<span class="warning" style="color:#b7791f">▲</span> amber', page)
    assert Reader(page).text == "Status: ▲ amber, needs attention"


def test_long_words_can_be_broken_and_stay_what_they_are():
    page = mail_page("keuangan@kopinusantara.example &amp;-tea-and-coffee-importers\n", "x", "en")
    assert "keuangan@<wbr>kopinusantara.<wbr>example" in page
    assert Reader(page).text == "keuangan@kopinusantara.example &-tea-and-coffee-importers"


def test_a_figure_stands_where_its_place_is_marked():
    page = mail_page(
        "Before\n\n```gantt\n```\n\nAfter\n", "x", "en", {"gantt": '<img src="cid:g@x" alt="▲ A">'}
    )
    assert re.search(r'Before</p>\s*<figure.*?<img src="cid:g@x" alt="▲ A".*?</figure>\s*<p', page, re.DOTALL)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="https://spy.example/x.png">',
        "![x](https://spy.example/x.png)",
        '<link rel="stylesheet" href="https://spy.example/x.css">',
        "<style>@import url(https://spy.example/x.css);</style>",
        "</td></table><h1>Signed</h1>",
        "[x](javascript:alert(1))",
        "<!--[if mso]><img src=x><![endif]-->",
    ],
)
def test_text_is_never_markup_and_nothing_is_loaded(hostile):
    page = mail_page(f"Halo\n\n{hostile}\n", hostile, "en")
    tags = Reader(page).tags
    assert {tag for tag, _ in tags} <= {
        *("html", "head", "meta", "title", "style", "body", "table", "tbody", "tr", "td", "p", "wbr")
    }
    assert not [attributes for _, attributes in tags if {"src", "href", "onload"} & set(attributes)]
    assert "url(" not in re.sub(r">[^<]*<", "><", page)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_words_are_the_same_in_the_mail(words):
    plain = re.sub(r"[^\w ✔▲■▶○.,@]", "", words)
    assert Reader(mail_page(f"x{plain}x\n", "t", "en")).text == " ".join(f"x{plain}x".split())
