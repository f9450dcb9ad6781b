"""The core resolves from wheels alone, for every platform and the Pythons that are promised."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HOME = os.environ.get("HOME", "")
"""Of whoever runs the tests: pip's settings lie there."""

PYTHONS = ("3.11", "3.14")
"""The oldest that is promised, and the newest that wheels exist for."""

PLATFORMS = {
    "linux-x64": [f"manylinux{one}_x86_64" for one in ("_2_28", "_2_24", "_2_17", "2014")],
    "linux-arm64": [f"manylinux{one}_aarch64" for one in ("_2_28", "_2_24", "_2_17", "2014")],
    "musl-x64": [f"musllinux_1_{minor}_x86_64" for minor in (2, 1)],
    "musl-arm64": [f"musllinux_1_{minor}_aarch64" for minor in (2, 1)],
    "macos-x64": [f"macosx_{one}_x86_64" for one in ("11_0", "10_13", "10_12", "10_9")],
    "macos-arm64": ["macosx_11_0_arm64"],
    "windows-x64": ["win_amd64"],
}
"""Tags in full: css-inline is built for glibc 2.24 on arm64, MarkupSafe's newest for macOS 10.13."""


def resolve(wheel, folder, *options):
    """The files that pip would install, or None and what it said."""
    report = folder / "report.json"
    line = ["install", "-q", "--dry-run", "--ignore-installed", "--report", report, "--only-binary", ":all:"]
    line += ["--target", folder / "nowhere", *options, wheel]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")} | {
        "HOME": HOME
    }
    command = [sys.executable, "-m", "pip", *map(str, line)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if ran.returncode:
        return None, ran.stderr
    files = [
        one["download_info"]["url"].rpartition("/")[2] for one in json.loads(report.read_text())["install"]
    ]
    return files, ran.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(list(map(str, build)), check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    if resolve(path, folder)[0] is None and os.environ.get("CI") != "true":
        pytest.skip("pip finds no index with what clientkit needs: is this machine offline?")
    return path


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_resolves_from_wheels_alone(wheel, tmp_path, platform):
    tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
    for python in PYTHONS:
        files, said = resolve(wheel, tmp_path, *tags, "--python-version", python)
        assert files is not None, f"{platform}, Python {python}: {said}"
        assert all(name.endswith(".whl") for name in files)
