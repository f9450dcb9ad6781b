"""The README's ways of installing it, and the line that adds an extra where each of them put it."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HOME = os.environ.get("HOME", "")
"""Of whoever runs the tests: the settings of pip and uv lie there."""


AS_A_TOOL = {"uv": "uv tool install", "pipx": "pipx install"}
"""How the README says it, with the clone or the wheel behind."""

NO_INDEX = ("No matching distribution", "Failed to fetch", "not found in the package registry")


@pytest.fixture
def call(tmp_path):
    """A way to run a line with everything that is installed below a folder of the test's own."""
    programs = tmp_path / "programs"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTHON"))}
    uv = Path(sys.executable).parent
    own = {
        **{name: str(tmp_path / name.lower()) for name in ("PIPX_HOME", "PIPX_MAN_DIR", "UV_TOOL_DIR")},
        **dict.fromkeys(("PIPX_BIN_DIR", "UV_TOOL_BIN_DIR"), str(programs)),
        "PATH": os.pathsep.join([str(programs), str(tmp_path / "env" / "bin"), kept["PATH"], str(uv)]),
        "HOME": HOME,
    }

    def called(*words):
        line = list(map(str, words))
        return subprocess.run(line, check=False, capture_output=True, text=True, cwd=tmp_path, env=kept | own)

    return called


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(list(map(str, build)), check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def made(done):
    """Whether a line did its work; without an index nothing is to be had."""
    if done.returncode and os.environ.get("CI") != "true" and any(one in done.stderr for one in NO_INDEX):
        pytest.skip(
            f"what clientkit needs could not be fetched: is this machine offline? {done.stderr[-300:]}"
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install(way, call, folder, wheel):
    """Install it in a way; the program."""
    if way in AS_A_TOOL:
        assert f"`{AS_A_TOOL[way]} .`" in (ROOT / "README.md").read_text(encoding="utf-8")
        if way == "pipx":
            venv.create(folder / "env")
            made(call("uv", "pip", "install", "--python", folder / "env" / "bin" / "python", "pipx"))
        made(call(*AS_A_TOOL[way].split(), "--python", sys.executable, wheel))
        return folder / "programs" / "clientkit"
    venv.create(folder / "env", with_pip=True)
    source = ("-e", ROOT) if way == "clone" else (wheel,)
    made(
        call("uv", "pip", "install", "--python", folder / "env" / "bin" / "python", *source)
    )  # sooner than pip
    return folder / "env" / "bin" / "clientkit"


@pytest.mark.parametrize("way", [*AS_A_TOOL, "pip", "clone"])
def test_it_runs_and_the_line_for_an_extra_works_where_it_is_typed(way, call, tmp_path, wheel):
    program = install(way, call, tmp_path, wheel)
    assert call(program, "--version").stdout.startswith("clientkit ")
    made(call(program, "demo", "studio", "--no-git"))
    render = (program, "-C", "studio", "scope", "render", "kopi/toko", "--format", "pdf", "-o", "scope.pdf")
    lacking = call(*render)
    assert lacking.returncode == 6, lacking.stdout + lacking.stderr
    line = lacking.stderr.splitlines()[-1].partition(": ")[2]
    begins = {"uv": "uv pip install --python ", "pipx": "pipx inject clientkit "}
    assert line.startswith(begins.get(way, f"{tmp_path}/env/bin/python -m pip install ")), lacking.stderr
    made(call("sh", "-c", line))
    made(call(*render))
    assert (tmp_path / "scope.pdf").read_bytes().startswith(b"%PDF")
