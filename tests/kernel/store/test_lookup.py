import pytest

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.lookup import find_client, find_project, place_of
from clientkit.kernel.store.workspace import Workspace

NOWHERE = Scope()
LISTING = "See what there is: clientkit client list"


@pytest.fixture
def workspace(tmp_path):
    names = ("kopi/toko", "kopi/katalog", "kopi-baru/toko", "acme/shop", "harbour/brand", "harbour/site")
    for name in names:
        client, _, project = name.partition("/")
        (tmp_path / "clients" / client / "projects" / project).mkdir(parents=True)
    (tmp_path / "clients" / "lonely").mkdir()
    return Workspace(tmp_path, "laptop")


@pytest.mark.parametrize(
    ("text", "client"),
    [("kopi", "kopi"), ("kopi-b", "kopi-baru"), ("a", "acme"), ("HAR", "harbour"), ("acme", "acme")],
)
def test_a_client_is_found_by_name_or_by_a_beginning(workspace, text, client):
    assert find_client(workspace, text, NOWHERE) == client


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("kopi/toko", ("kopi", "toko")),
        ("ac/sh", ("acme", "shop")),
        ("shop", ("acme", "shop")),
        ("kat", ("kopi", "katalog")),
        ("acme", ("acme", "shop")),
    ],
)
def test_a_project_is_found_by_its_names_or_by_its_own_where_only_one_has_it(workspace, text, project):
    assert find_project(workspace, text, NOWHERE) == project


def test_inside_a_folder_the_name_may_be_left_out(workspace):
    here = Scope("kopi", "katalog")

    assert find_client(workspace, None, here) == "kopi"
    assert find_project(workspace, None, here) == ("kopi", "katalog")
    assert find_project(workspace, "toko", here) == ("kopi", "toko")
    assert find_project(workspace, "shop", here) == ("acme", "shop")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            None,
            "Which client? None was named.",
            "Name one, for instance acme; see them with: clientkit client list",
        ),
        ("kop", "'kop' could be kopi, kopi-baru.", "Write more of the name."),
    ],
)
def test_a_client_that_cannot_be_told_is_asked_for(workspace, text, message, hint):
    with pytest.raises(UsageError) as unclear:
        find_client(workspace, text, NOWHERE)

    assert unclear.value.message == message
    assert unclear.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("acne", "There is no client called 'acne'.", "Did you mean 'acme'?"),
        ("kopi/toko", "There is no client called 'kopi/toko'.", "Did you mean 'kopi'?"),
        ("", "There is no client called ''.", LISTING),
        ("../kopi", "There is no client called '../kopi'.", "Did you mean 'kopi'?"),
        (
            "x" * 10_000,
            f"There is no client called '{'x' * 80}'.",
            "See what there is: clientkit client list",
        ),
        ("k\x1b[31m", r"There is no client called 'k\x1b[31m'.", "See what there is: clientkit client list"),
    ],
)
def test_a_client_that_does_not_exist_is_told_with_the_nearest(workspace, text, message, hint):
    with pytest.raises(NotFoundError) as missing:
        find_client(workspace, text, NOWHERE)

    assert (missing.value.message, missing.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "here", "message", "hint"),
    [
        (None, NOWHERE, "Which project? None was named.", "Name one, for instance acme/shop; see them"),
        (None, Scope("kopi"), "Which project? None was named.", "Name one, for instance acme/shop; see them"),
        ("toko", NOWHERE, "'toko' could be kopi/toko, kopi-baru/toko.", "Write it out as client/project."),
        ("s", NOWHERE, "'s' could be acme/shop, harbour/site.", "Write it out as client/project."),
        ("kopi", NOWHERE, "'kopi' could be kopi/katalog, kopi/toko.", "Write it out as client/project."),
    ],
)
def test_a_project_that_cannot_be_told_is_asked_for(workspace, text, here, message, hint):
    with pytest.raises(UsageError) as unclear:
        find_project(workspace, text, here)

    assert unclear.value.message == message
    assert unclear.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("kopi/tokoo", "There is no project of kopi called 'tokoo'.", "Did you mean 'toko'?"),
        ("kopi/", "There is no project of kopi called ''.", "See what there is: clientkit project list kopi"),
        ("acne/shop", "There is no client called 'acne'.", "Did you mean 'acme'?"),
        ("acme/shup/x", "There is no project of acme called 'shup/x'.", "Did you mean 'shop'?"),
        ("harbor/brand/", "There is no client called 'harbor'.", "Did you mean 'harbour'?"),
        ("zzz", "There is no project called 'zzz'.", "See what there is: clientkit project list"),
        (
            "lonely",
            "lonely has no project yet.",
            'Add one: clientkit project add lonely "Web shop" --from website',
        ),
    ],
)
def test_a_project_that_does_not_exist_is_told(workspace, text, message, hint):
    with pytest.raises(NotFoundError) as missing:
        find_project(workspace, text, NOWHERE)

    assert (missing.value.message, missing.value.hint) == (message, hint)


def test_an_empty_workspace_has_no_example_to_name(tmp_path):
    with pytest.raises(UsageError) as unclear:
        find_client(Workspace(tmp_path, "laptop"), None, NOWHERE)

    assert unclear.value.hint == "See what there is: clientkit client list"


def test_many_that_fit_are_not_all_named(workspace):
    for number in range(9):
        (workspace.clients_dir / f"batik{number}").mkdir()

    with pytest.raises(UsageError, match=r"'batik' could be batik0, .*, batik4 and 4 more\."):
        find_client(workspace, "batik", NOWHERE)


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        (".", Scope()),
        ("clients", Scope()),
        ("clients/kopi", Scope("kopi")),
        ("clients/kopi/journal", Scope("kopi")),
        ("clients/kopi/projects", Scope("kopi")),
        ("clients/kopi/projects/toko", Scope("kopi", "toko")),
        ("clients/kopi/projects/toko/agreements/v1", Scope("kopi", "toko")),
        ("..", Scope()),
    ],
)
def test_where_one_stands(workspace, folder, place):
    assert place_of(workspace, workspace.root / folder) == place


def test_where_one_stands_is_found_through_a_link(workspace, tmp_path):
    (tmp_path / "link").symlink_to(workspace.project_dir("kopi", "toko"))

    assert place_of(workspace, tmp_path / "link") == Scope("kopi", "toko")
