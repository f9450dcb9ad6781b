"""Words of programmers that say nothing to a client: what is left in a note copied from a commit."""

import re
from functools import cache

from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.words import word_file

CODE_FILES = (
    *("py", "js", "jsx", "ts", "tsx", "vue", "svelte", "css", "scss", "php", "rb", "go", "rs", "java", "kt"),
    *("html", "json", "yml", "yaml", "toml", "sql", "sh", "lock", "cfg", "env", "md", "j2", "twig"),
)
"""Endings of files that a client does not open; those of documents and pictures are not among them."""

NOT_FILES = ("Next.js", "Node.js", "Vue.js", "Nuxt.js", "Express.js", "Three.js", "Chart.js", "React.js")
"""Products whose names look like files."""

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_BEGINS, _ENDS = r"(?<![\w./#-])", r"(?![\w/-])"
_NO_PRODUCT = rf"(?!(?:{'|'.join(map(re.escape, NOT_FILES))})\b)"
_FOLDERS = r"(?:[\w.@-]{1,60}/){0,8}"
_KIND_ENDS = r"(?:\([^)\n]{0,40}\))?!?:(?=\s)"


@cache
def _pattern() -> re.Pattern[str]:
    """Beginnings of messages that name their type, words, files, paths, numbers of issues, hashes."""
    words = [word for language in LANGUAGES for word in word_file(language)["lint"]["jargon"]]
    kinds = (
        rf"{_BEGINS}(?:feat|fix|chore|refactor|wip){_KIND_ENDS}",
        rf"(?m:^)(?-i:docs|style|tests?|perf|build|ci|revert){_KIND_ENDS}",
        rf"{_BEGINS}(?:{'|'.join(words)}){_ENDS}",
        rf"(?<![\w#]){_NO_PRODUCT}{_FOLDERS}[\w@-][\w.@-]{{0,60}}\.(?:{'|'.join(CODE_FILES)}){_ENDS}",
        rf"{_BEGINS}(?:\.{{1,2}}/|(?:src|dist|node_modules|components)/)[\w./-]*\w",
        r"(?<!\w)#\d{1,5}(?!\w)",
        rf"{_BEGINS}(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{{7,40}}{_ENDS}",
    )
    return re.compile("|".join(kinds), re.IGNORECASE)


def jargon_in(text: str) -> list[str]:
    """What only a programmer reads, each once, in order; what is written inside links is let pass."""
    return list(dict.fromkeys(match[0].strip() for match in _pattern().finditer(LINK.sub(" ", text))))
