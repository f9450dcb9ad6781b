"""What docs/how-to/shell-completion.md promises."""

import os

import pytest


@pytest.mark.usefixtures("studio")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("clientkit client show k", ["kopi"]),
        ("clientkit scope render kopi/", ["kopi/toko"]),
        ("clientkit che", ["check"]),
    ],
)
def test_names_are_completed(clientkit, typed, offered):
    asked = {
        "_CLIENTKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    ran = clientkit(env={**os.environ, **asked})
    assert ran.out.split() == offered, ran.err


def test_install_completion_writes_into_the_home(clientkit, tmp_path):
    named = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ran = clientkit("--install-completion", "bash", env=named)
    assert ran.code == 0, ran.err
    assert "clientkit" in (tmp_path / "home" / ".bashrc").read_text(encoding="utf-8")
