"""A demo that was killed is made anew by the same command and found by `check`; nothing else is replaced."""

import subprocess
import sys
import time

import pytest


@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9, 1.2, 1.5, 2.0])
def test_a_killed_demo_is_made_anew(tmp_path, run, monkeypatch, seconds):
    root = tmp_path / "sample"
    with subprocess.Popen([sys.executable, "-m", "clientkit", "demo", root]) as demo:
        time.sleep(seconds)
        demo.kill()
    if (root / ".clientkit" / "half-made-demo").exists() and (root / "clientkit.toml").exists():
        monkeypatch.chdir(root)
        found = run("check")
        assert (found.code, "a sample that was never finished" in found.out) == (1, True)
        monkeypatch.chdir(tmp_path)
    made = run("demo", root)
    if made.code:
        assert "is not empty" in made.err  # it was done before the signal came
    monkeypatch.chdir(root)
    assert run("check").out == ""
    assert not (root / ".clientkit" / "half-made-demo").exists()


def test_what_somebody_put_beside_it_is_not_replaced(tmp_path, run):
    private = tmp_path / "sample" / ".clientkit"
    private.mkdir(parents=True)
    (private / "half-made-demo").touch()
    (tmp_path / "sample" / "thesis.txt").write_text("years of work")
    refused = run("demo", tmp_path / "sample")
    assert (refused.code, "is not empty" in refused.err) == (5, True)
    assert (tmp_path / "sample" / "thesis.txt").exists()


def test_two_at_once_make_one(tmp_path, run, monkeypatch):
    root = tmp_path / "sample"
    both = [
        subprocess.Popen([sys.executable, "-m", "clientkit", "demo", root], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    codes = []
    for one in both:
        _, said = one.communicate()
        assert b"Traceback" not in said
        codes.append(one.returncode)
    assert 0 in codes
    assert set(codes) <= {0, 5, 75}
    monkeypatch.chdir(root)
    assert run("check").out == ""
