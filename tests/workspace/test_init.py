import pytest

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.store.toml.file import BrokenFileError
from clientkit.kernel.store.workspace import Workspace
from clientkit.workspace.init import initialise

YOU = {"you": {"name": "Dewi Lestari"}}


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "studio", "laptop")


def test_a_setup_tells_what_was_made(workspace):
    setup = initialise(workspace, YOU, git=False)

    assert setup.made == (".gitignore", ".gitattributes", "clientkit.toml")
    assert setup.settings.you.name == "Dewi Lestari"
    assert (setup.root, setup.note) == (str(workspace.root), "")


def test_a_second_setup_reads_the_settings_and_makes_nothing(workspace):
    initialise(workspace, YOU, git=False)

    setup = initialise(workspace, {}, git=False)

    assert setup.made == ()
    assert setup.settings.you.name == "Dewi Lestari"


def test_a_setting_that_cannot_be_makes_nothing(workspace):
    with pytest.raises(UsageError, match=r"'you\.name' is missing"):
        initialise(workspace, {"you": {}}, git=False)

    assert not workspace.root.exists()


def test_broken_settings_are_not_replaced(workspace):
    initialise(workspace, YOU, git=False)
    workspace.settings_file.write_text("you = 3\n")

    with pytest.raises(BrokenFileError, match=r"clientkit\.toml:1"):
        initialise(workspace, YOU, git=False)

    assert workspace.settings_file.read_text() == "you = 3\n"


def test_a_workspace_does_not_hide_in_another(workspace):
    initialise(workspace, YOU, git=False)

    with pytest.raises(RefusedError) as refused:
        initialise(Workspace(workspace.root / "a" / "b", "laptop"), YOU, git=False)

    assert str(workspace.root) in refused.value.hint
    assert not (workspace.root / "a").exists()
