"""Bytes of a mail as text, whatever they are said to be: unknown or wrong encodings, stray letters."""

import codecs
import re

from clientkit.kernel.model.values.safe_text import clean

NAMES = re.compile(
    r"(us-?)?ascii|utf-?(8|7|16|32)(-?[lb]e)?(-sig)?|(iso-?)?8859-?[0-9]{1,2}(-[ei])?|iso-?8859-?[0-9]{1,2}"
    r"|latin-?[0-9]{1,2}|(windows-?|cp-?|ibm-?)[0-9]{3,4}|koi8-?[rut]|gb(2312|k|18030)|big5(-?hkscs)?|hz"
    r"|(shift|s)-?jis|euc-?(jp|kr|cn)|iso-?2022-?(jp|kr)|ks-c-5601(-1987)?|tis-?620|mac(intosh|-?roman)"
)
"""Encodings of mails; a codec that is none, such as one that unpacks archives, is never called."""

OTHER_NAMES = {"ks-c-5601": "cp949", "ks-c-5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030"}


def decoded(data: bytes, name: str = "") -> str:
    """Bytes as text: in the encoding that is named, where they are; else UTF-8, else Windows' Western one."""
    tried = [known] if (known := _known(name)) else []
    for encoding in dict.fromkeys((*tried, "utf-8")):
        try:
            return clean(data.decode(encoding))
        except (UnicodeError, ValueError, OverflowError):
            continue
    if _mostly_utf8(data):
        return clean(data.decode("utf-8", "replace"))
    return clean(data.decode("cp1252", "replace"))


def _known(name: str) -> str:
    plain = name.strip().strip("\"'").lower().replace("_", "-")[:40]
    if not NAMES.fullmatch(plain):
        return ""
    plain = OTHER_NAMES.get(plain, plain)
    try:
        found = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return ""
    return "" if found == "ascii" else found


def _mostly_utf8(data: bytes) -> bool:
    """Whether letters of several bytes, as UTF-8 has them, outnumber what it has none of."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return sum(byte >= 0xC2 for byte in data[:100_000]) > 2 * broken  # noqa: PLR2004 - UTF-8's first lead byte
