"""The glossary and the templates: what it says is no word of ours stands in none of them."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PARTS = dict(
    zip(
        ("en", "id"), (HOUSE / "docs/glossary.md").read_text(encoding="utf-8").split("\n## ")[1:], strict=True
    )
)


def shunned(language):
    rows = re.findall(r"^\|([^|]+)\|[^|]+\|([^|]*)\|$", PARTS[language], re.MULTILINE)
    assert len(rows) > 10
    return [word.strip() for _, words in rows[2:] for word in words.split(",") if word.strip()]


def said(path):
    """What a client reads of a template: no comments, no names of fields, no patterns."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        lines = (line for line in text.split("[lint]")[0].splitlines() if line[:1] not in ("#", "["))
        return " ".join(re.sub(r"(?:^\s*|[{,] )[\w.-]+ = ", " ", line) for line in lines)
    text = re.sub(r"{#.*?#}", " ", text, flags=re.DOTALL)
    return re.sub(r"{[{%].*?[}%]}", quoted, text, flags=re.DOTALL)


def quoted(code):
    """The words in a tag: no keys, no names that are asked for."""
    words = re.findall(r"'([^']*)'(?!\s*:)", code[0])
    return " ".join(word for word in words if " " in word or not re.fullmatch(r"[a-z-]+", word))


@pytest.mark.parametrize("language", ["en", "id"])
def test_templates_keep_to_the_glossary(language):
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in shunned(language)), re.IGNORECASE)
    folder = HOUSE / "templates" / language
    paths = [*folder.glob("*.j2"), folder / "words.toml", *(folder / "work").glob("*.toml")]
    found = {f"{path.name}: {match[0]}" for path in paths for match in pattern.finditer(said(path))}
    assert found == set()
