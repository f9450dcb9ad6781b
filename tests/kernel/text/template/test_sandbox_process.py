"""A workspace's own template in its own process: the same text, and limits that hold."""

import json
import subprocess
import sys
from io import BytesIO

import pytest

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.template import sandbox_process as child
from clientkit.kernel.text.template.sandbox_child import answer
from clientkit.kernel.text.template.sandbox_process import render_in_child
from clientkit.kernel.text.template.sources import TemplateSource

MEMORY_BOMB = """
{% set n = namespace(x=['a' * 9999]) %}
{% for i in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}
"""


def own(templates, text: str) -> TemplateSource:
    return TemplateSource("letter", "en", templates.put(text), "workspace")


def test_it_renders_what_it_is_given(templates):
    source = own(templates, "{{ 'Hari' }} {{ name }}: {{ n | number }}")
    assert (
        render_in_child(source, {"name": "é | 日本 \ud800", "n": 1234.5}, "id")
        == "Hari é | 日本 �: 1.234,5\n"
    )


def test_an_error_comes_back_with_its_place_and_its_hint(templates):
    with pytest.raises(InvalidDataError) as caught:
        render_in_child(own(templates, "\n{{ nam }}"), {"name": {}}, "en")
    assert caught.value.message == f"{templates.folder}/en/letter.md.j2, line 2: the field 'nam' is missing."
    assert "template show letter --fields" in caught.value.hint


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bomb", "limit"),
    [
        (
            "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
            "longer than 5 seconds",
        ),
        (MEMORY_BOMB, "more than 512 MB of memory"),
    ],
)
def test_time_and_memory_run_out(templates, bomb, limit):
    with pytest.raises(InvalidDataError, match=limit):
        render_in_child(own(templates, bomb), {}, "en")


def test_the_parents_clock_stops_a_child_that_waits(templates, monkeypatch):
    monkeypatch.setattr(child, "SECONDS", 0.01)
    with pytest.raises(InvalidDataError, match=r"stopped, it took longer than 0\.01 seconds"):
        render_in_child(own(templates, "x"), {}, "en")


@pytest.mark.parametrize(
    ("code", "last_words", "message"),
    [
        (-24, b"", "stopped, it took longer than 5 seconds."),
        (1, b"Traceback\nMemoryError\n", "stopped, it took more than 512 MB of memory."),
        (-11, b"", "stopped, its process ended with code -11."),
        (1, b"x\nNo module \x1b named y", "its process ended with code 1 No module \u241b named y."),
    ],
)
def test_a_child_that_dies_is_told_by_what_killed_it(templates, code, last_words, message):
    done = subprocess.CompletedProcess([], code, b"", last_words)
    with pytest.raises(InvalidDataError) as caught:
        child._answered(own(templates, "x"), done)
    assert message in caught.value.message


def test_the_child_answers_on_its_streams(templates):
    def asked(text: str) -> dict[str, str]:
        source = own(templates, text)
        task = {
            "document": "letter",
            "path": str(source.path),
            "template_language": "en",
            "language": "en",
            "data": {"name": "Rina"},
        }
        out = BytesIO()
        answer(BytesIO(json.dumps(task).encode()), out)
        found: dict[str, str] = json.loads(out.getvalue())
        return found

    assert asked("{{ name }}") == {"text": "Rina\n"}
    assert asked("{{ nme }}")["message"].endswith("line 1: the field 'nme' is missing.")


LIMIT = "from clientkit.kernel.text.template.sandbox_child import limit_this_process as limit\nlimit()\n"
SHOW = "from resource import *\nprint(getrlimit(RLIMIT_CPU), getrlimit(RLIMIT_AS)[0])\n"


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_limits_are_set():
    assert run(LIMIT + SHOW) == f"(5, 6) {512 * 1024 * 1024}\n"


def test_a_system_without_limits_renders_all_the_same():
    before = run(SHOW)
    task, limit = LIMIT.rstrip().rsplit("\n", 1)
    windows = (
        f"{task}\nimport sys\nsystem, sys.platform = sys.platform, 'win32'\n{limit}\nsys.platform = system\n"
    )
    assert run(windows + SHOW) == before


def test_a_limit_that_cannot_be_set_leaves_the_others():
    lower = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (3, 3))\n"
    assert run(lower + LIMIT + SHOW) == f"(3, 3) {512 * 1024 * 1024}\n"
