"""What surveys print, read off their templates: the label of the line for a number, and their own words."""

import re
from contextlib import suppress
from pathlib import Path

from clientkit.errors import ClientkitError
from clientkit.kernel.mail.reply.own_words import SentWords, windows_of
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.template.sources import find_template, read_template

TEMPLATE = "survey"
"""Its name; the document itself would load what all documents are made of."""

_LABEL = re.compile(r"^[*_]*([^\W\d_]{1,30})\s*:[\s*]*_{3,}[ \t*]*$", re.MULTILINE)


def printed_labels(templates: Path | None) -> dict[str, str]:
    """By language, in small letters, what stands before the place for a number: `score` of `Score: ___`."""
    found = {language: _LABEL.findall("\n".join(_texts(language, templates)[:1])) for language in LANGUAGES}
    return {language: labels[0].lower() for language, labels in found.items() if labels}


def sent_words(templates: Path | None, settings: Settings) -> SentWords:
    """What stands in every survey that goes out: your address and name, and the words of its templates."""
    you = (settings.you.email, settings.mail.reply_to, settings.you.name)
    texts = [text for language in LANGUAGES for text in _texts(language, templates)]
    return SentWords(tuple(one.lower() for one in you if one), windows_of(texts))


def _texts(language: str, templates: Path | None) -> list[str]:
    """The survey of a language: your own where it can be read, then the one that comes with clientkit."""
    texts = []
    for folder in (templates, None) if templates else (None,):
        with suppress(ClientkitError):
            texts.append(read_template(find_template(TEMPLATE, language, folder).path))
    return texts
