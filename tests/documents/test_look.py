"""A brand in pages, mails and PDFs; whatever is wrong with it, the paper is made and the fault is named."""

import re
import shutil
import struct
import zlib
from base64 import b64decode
from email import message_from_bytes, policy

import pytest

from clientkit.kernel.picture.figure import FONTS
from clientkit.workspace.demo_sample import sample_workspace

BRAND = """
[brand]
logo = "brand/logo.svg"
colour = "#1f5c4d"
accent = "#b7552a"
font = "brand/own.ttf"
letterhead = \"\"\"
Studio <Selasar>
Web & brand design\"\"\"
footer = "studio.example"
"""
FORMATS = ("html", "pdf", "eml")


@pytest.fixture
def branded(studio, append_settings):
    append_settings(BRAND)
    (studio.root / "brand").mkdir()
    shutil.copy(sample_workspace().root / "brand" / "logo.svg", studio.root / "brand")
    shutil.copy(FONTS / "DejaVuSans.ttf", studio.root / "brand" / "own.ttf")
    return studio


@pytest.fixture
def append_settings(studio):
    def append(text):
        file = studio.root / "clientkit.toml"
        others = re.sub(r"\[brand\][^\[]*", "", file.read_text("utf-8"))
        file.write_text(f"{others}\n{text}", encoding="utf-8")

    return append


def render(run, studio, form, *words):
    path = studio.root / f"paper.{form}"
    ran = run("timeline", "render", "kopi/toko", "--format", form, "-o", str(path), *words)
    assert ran.code == 0, ran.err
    return path.read_bytes(), ran.err


def mail_page(data):
    mail = message_from_bytes(data, policy=policy.default)
    return mail.get_body(("html",)).get_content(), {
        part["Content-ID"].strip("<>"): part.get_payload(decode=True)
        for part in mail.walk()
        if part["Content-ID"]
    }


def test_page_mail_and_pdf_show_it_and_load_nothing(branded, run):
    page = render(run, branded, "html")[0].decode()
    assert "Studio &lt;Selasar&gt;</strong><br>Web &amp; brand design" in page
    assert '<p class="foot">studio.example</p>' in page
    assert "--heading: #1f5c4d;" in page
    assert "img-src data:; font-src data:; style-src 'sha256-" in page
    found = re.search(
        r'<img src="data:image/svg\+xml;base64,([^"]+)" width="44" height="44" alt="([^"]+)"', page
    )
    assert b"<rect" in b64decode(found[1])
    assert not re.search(r'(?:src|href)="?(?:https?:)?//', page)

    html, pictures = mail_page(render(run, branded, "eml")[0])
    (logo,) = [name for name in pictures if name.startswith("logo.")]
    assert f'src="cid:{logo}"' in html
    assert pictures[logo].startswith(b"\x89PNG")
    assert re.search(r"<h1[^>]*color: ?#1f5c4d", html)
    assert "studio.example" in html

    pdf = render(run, branded, "pdf")[0]
    assert b"DejaVuSans" in pdf
    assert len(pdf) < 300_000


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_brand_gives_the_same_bytes(branded, run, form):
    assert render(run, branded, form)[0] == render(run, branded, form)[0]


def one_pixel():
    def chunk(name, body):
        return struct.pack(">L4s", len(body), name) + body + struct.pack(">L", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
BROKEN = {
    "forty megabytes": ("logo", b"\x89PNG\r\n\x1a\n" + b"\0" * 40_000_000, "has 40.0 MB, of 0.5 MB at most"),
    "one pixel": ("logo", one_pixel(), "is 1 by 1 pixels, too small"),
    "a script": ("logo", SVG.format("<script/>").encode(), "has <script>, so it is more than a picture"),
    "an address": (
        "logo",
        SVG.format('<use href="https://x.example"/>').encode(),
        "leads elsewhere, by 'href'",
    ),
    "entities": ("logo", b'<!DOCTYPE svg [<!ENTITY a "a">]><svg/>', "has '<!DOCTYPE'"),
    "no font": ("font", b"wOF2", "is no TrueType or OpenType font"),
}
NAMED = {
    "pale": ('colour = "#ffe08a"', "[brand] colour #ffe08a has a contrast of 1.14 with light paper"),
    "no colour": ('accent = "orange"', "[brand] accent 'orange' is no colour"),
    "missing": ('logo = "brand/none.svg"', "[brand] logo brand/none.svg is not there"),
    "outside": ('logo = "../logo.svg"', "[brand] logo ../logo.svg lies outside the workspace"),
    "absolute": ('logo = "/etc/passwd"', "[brand] logo /etc/passwd lies outside the workspace"),
    "a folder": ('font = "clients"', "[brand] font clients is not there"),
}


def assert_all_papers_are_made(studio, run, said):
    for form in FORMATS:
        data, told = render(run, studio, form)
        assert data
        assert said in " ".join(told.split())
        assert "papers are made without it" in " ".join(told.split())
    checked = run("check")
    assert checked.code == 1
    assert said.removeprefix("[brand] ").split(" ", 1)[1] in checked.out
    assert "clientkit.toml:" in checked.out


@pytest.mark.parametrize(("key", "data", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_and_no_paper_breaks(studio, run, append_settings, key, data, said):
    (studio.root / "brand").mkdir()
    (studio.root / "brand" / "file").write_bytes(data)
    append_settings(f'[brand]\n{key} = "brand/file"\n')
    assert_all_papers_are_made(studio, run, f"[brand] {key} brand/file {said}")


@pytest.mark.parametrize(("line", "said"), NAMED.values(), ids=NAMED)
def test_a_broken_value_is_named_and_no_paper_breaks(studio, run, append_settings, line, said):
    append_settings(f"[brand]\n{line}\n")
    assert_all_papers_are_made(studio, run, said)


def test_a_link_to_a_file_outside_is_not_followed(studio, run, append_settings, tmp_path):
    (tmp_path / "logo.svg").write_text(SVG.format(""), encoding="utf-8")
    (studio.root / "logo.svg").symlink_to(tmp_path / "logo.svg")
    append_settings('[brand]\nlogo = "logo.svg"\n')
    assert_all_papers_are_made(studio, run, "[brand] logo logo.svg lies outside the workspace")


def test_style_files_of_ones_own_are_used(branded, run):
    for name in ("page.css", "mail.css", "document.typ"):
        assert run("template", "copy", name).code == 0
    before = render(run, branded, "pdf")[0]
    css = branded.templates_dir / "html"
    (css / "page.css").write_text("h1 { color: #123456; }", encoding="utf-8")
    (css / "mail.css").write_text("p { color: #654321; }", encoding="utf-8")
    typ = branded.templates_dir / "typst" / "document.typ"
    typ.write_text(typ.read_text("utf-8").replace("{ 17pt }", "{ 30pt }"), encoding="utf-8")
    assert "h1 { color: #123456; }" in render(run, branded, "html")[0].decode()
    assert "#654321" in mail_page(render(run, branded, "eml")[0])[0]
    assert render(run, branded, "pdf")[0] != before


def test_a_broken_style_file_is_named_and_the_shipped_one_used(studio, run):
    shipped = {form: render(run, studio, form)[0] for form in ("html", "pdf")}
    for name, folder, text in (
        ("page.css", "html", "p { background: url(https://x.example) }"),
        ("document.typ", "typst", "#nothing("),
    ):
        run("template", "copy", name)
        (studio.templates_dir / folder / name).write_text(text, encoding="utf-8")
    for form, name in (("html", "page.css"), ("pdf", "document.typ")):
        data, told = render(run, studio, form)
        assert data == shipped[form]
        assert f"templates/{'html' if form == 'html' else 'typst'}/{name}" in told
    assert "page.css:" in run("check").out


@pytest.mark.parametrize(
    ("language", "line"), [("id", "Desain web dan merek"), ("en", "Web &amp; brand design")]
)
def test_letterhead_and_foot_speak_as_the_paper_does(studio, run, append_settings, language, line):
    append_settings(
        f"{BRAND.replace('Web & brand design', 'Desain web dan merek')}\n"
        '[[terms.translations]]\nlanguage = "en"\nfooter = "Weekdays in Yogyakarta"\n'
        'letterhead = "Studio <Selasar>\\nWeb & brand design"\n'
    )
    for words in (("timeline", "render", "kopi/toko"), ("scope", "render", "kopi/toko")):
        page = run(*words, "--language", language, "--format", "html", "-o", "-").out
        assert line in page
        assert ("Weekdays in Yogyakarta" in page) is (language == "en")
