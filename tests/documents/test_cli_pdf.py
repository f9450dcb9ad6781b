"""`--format pdf` from the command line: into the project, into a file, into a pipe, never onto a terminal."""

import subprocess
import sys

import pytest

from support.pdf_reader import facts, pages

RENDER = ("scope", "render", "kopi/toko", "--format", "pdf")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("scope", "render", "kopi/toko"), "scope.pdf"),
        (("timeline", "render", "kopi/toko"), "timeline.pdf"),
        (("report", "week", "kopi/toko"), "2026-W47.pdf"),
    ],
    ids=["scope", "timeline", "report"],
)
def test_a_pdf_stands_beside_the_other_documents(studio, run, command, name):
    path = studio.documents_dir("kopi", "toko") / name
    said = run(*command, "--format", "pdf")
    assert (said.code, said.out) == (0, f"clients/kopi/projects/toko/documents/{name}\n")
    first = path.read_bytes()
    assert first.startswith(b"%PDF-1.7")
    assert run(*command, "--format", "pdf").code == 0
    assert path.read_bytes() == first


def test_the_foot_and_the_file_say_whose_agreement_it_is(studio, run):
    agreement = ("agreement.number=SPK-014", "agreement.issued=2026-11-09")
    assert run("project", "set", "kopi/toko", *agreement).code == 0
    assert run(*RENDER).code == 0
    pdf = (studio.documents_dir("kopi", "toko") / "scope.pdf").read_bytes()
    assert all("SPK-014 · v1" in page for page in pages(pdf))
    assert "Halaman 1 dari" in pages(pdf)[0]
    said = facts(pdf)
    assert (said["Title"], said["Author"]) == ("Perjanjian Lingkup Kerja · Toko daring", "Dewi Lestari")
    assert said["CreationDate"].startswith("Mon Nov  9 00:00:00 2026")


def test_an_agreement_without_number_and_date_is_the_same_on_any_day(studio, run, monkeypatch):
    assert run("project", "set", "kopi/toko", "agreement.number=").code == 0
    path = studio.documents_dir("kopi", "toko") / "scope.pdf"
    assert run(*RENDER).code == 0
    first = path.read_bytes()
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-12-24")
    assert run(*RENDER).code == 0
    assert path.read_bytes() == first
    assert "Toko daring · v1" in pages(first)[0]


def test_a_pdf_goes_into_a_file_and_byte_for_byte_into_a_pipe(studio, run, tmp_path):
    assert run(*RENDER, "-o", tmp_path / "a.pdf").code == 0
    command = [sys.executable, "-m", "clientkit", *RENDER, "-o", "-"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout == (tmp_path / "a.pdf").read_bytes()


def test_a_page_goes_byte_for_byte_into_a_pipe_whatever_the_locale(studio, run, tmp_path):
    assert run("project", "set", "kopi/toko", "objective=Toko “daring” é").code == 0
    ascii_only = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "CLIENTKIT_TODAY": "2026-11-21",
    }
    for form in ("md", "html"):
        command = ["scope", "render", "kopi/toko", "--format", form, "-o"]
        assert run(*command, tmp_path / form).code == 0
        program = [sys.executable, "-m", "clientkit", *command, "-"]
        piped = subprocess.run(program, capture_output=True, check=True, env=ascii_only)
        assert piped.stdout == (tmp_path / form).read_bytes()


def test_a_pdf_is_not_printed_onto_a_terminal(studio, terminal):
    said = terminal(*RENDER, "-o", "-")
    assert said.code == 2
    assert "A PDF cannot be shown in a terminal." in said.out
    assert "%PDF" not in said.out


def test_an_unknown_format_is_named(studio, run):
    said = run("scope", "render", "kopi/toko", "--format", "docx")
    assert said.code == 2
    assert "There is no format 'docx'." in said.err
    assert "md, html, pdf and eml" in said.err


def test_without_typst_the_command_says_what_to_install(studio):
    code = (
        "import sys; sys.modules['typst'] = None\n"
        f"from clientkit.main import outcome; sys.exit(outcome({[*RENDER]}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 6
    assert "-m pip install 'typst" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (studio.documents_dir("kopi", "toko") / "scope.pdf").exists()
