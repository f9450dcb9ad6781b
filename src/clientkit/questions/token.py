"""The token of a question: it stands in the subject of each answer and proves which question was answered.

Its 20 bytes are the question's id (52 bits), the last day on which it counts (15 bits), a mark of the contact
(13 bits) and the first 80 bits of an HMAC-SHA256 over all three and the purpose, the least that RFC 2104
advises: a token of one purpose is none of another. As 32 letters of Crockford's base 32 it survives what mail
programs do to a subject.

Each link of a survey opens a mail that answers it: its subject reads `[CK-7F3K…] NPS 9`, `[CK-…] CSAT 4`,
`[CK-…] CES 6`, or `[CK-…] SKIP` from who does not want to answer. Its body is empty, so that every word in
it is the client's own. Any other question is answered with a sentence: `[CK-…] ACCEPT`, and the sentence in
the body.
"""

import hashlib
import hmac
import re
from datetime import date, timedelta
from urllib.parse import quote

from clientkit.errors import UsageError
from clientkit.kernel.model.records.question import QUESTION_PURPOSES
from clientkit.kernel.model.values.base import Model

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
ID_LENGTH = 10
"""Letters of a question's id; ten of 36 kinds take 52 bits."""

FIRST_DAY = date(2020, 1, 1)
DAY_BITS, CONTACT_BITS, MAC_BYTES = 15, 13, 10
HEAD_BYTES = 10
"""Bytes before the HMAC: what it is about."""

LENGTH = (HEAD_BYTES + MAC_BYTES) * 8 // 5
"""Letters of a token."""

SURVEY = "survey"
"""The purpose of a token whose answer is a score."""

_SALTS = {SURVEY: b"clientkit survey answer\0"} | {
    purpose: f"question {purpose}\0".encode() for purpose in QUESTION_PURPOSES
}
"""By purpose, what the HMAC is over beside the token's other bytes."""

_READ_AS = str.maketrans("OIL", "011")
_BROKEN = re.compile(
    r"%(?:20|09|0[AD])|=(?:20|09|0[AD])|=?\r?\n|[\s_+\u00ad\u200b-\u200d\u2060\ufeff-]", re.IGNORECASE
)
"""What gets between the letters: folded lines, encoded blanks, signs that nobody sees."""

_BEGINNING = re.compile(r"(?:\[|%5B|=5B|\b)\s*CK\s*[-\u2010-\u2013\u2212]", re.IGNORECASE)

SKIP = "SKIP"
"""What the subject says in place of a score from who does not want to answer."""

_PLAIN_IN_ADDRESSES = "@!$'*+"
"""Signs that may stand in the address of a `mailto:` link as they are (RFC 6068, section 2)."""


class Token(Model):
    """What a token that was signed here says."""

    question: str
    """Id of the survey or question."""
    purpose: str
    expires: date
    contact_mark: int

    def is_for(self, contact: str) -> bool:
        """Whether it was made for this contact (an id); one other contact in 8,192 looks the same."""
        return self.contact_mark == _contact_mark(contact)


def sign(key: bytes, question: str, contact: str, expires: date, purpose: str = SURVEY) -> str:
    """The token of a question to a contact, both by their ids; `expires` is the last day on which it counts.

    Raises:
        UsageError: the id or the day cannot be written in a token.
    """
    days = (expires - FIRST_DAY).days
    if not re.fullmatch(rf"[{ID_LETTERS}]{{{ID_LENGTH}}}", question) or not 0 <= days < 1 << DAY_BITS:
        raise UsageError(
            f"No token can be made for the question {question[:40]!r} until {expires}.",
            f"Its id has {ID_LENGTH} letters or digits, its day lies between 2020 and 2109.",
        )
    number = ((int(question, 36) << DAY_BITS) | days) << CONTACT_BITS | _contact_mark(contact)
    head = number.to_bytes(HEAD_BYTES, "big")
    return _written(head + _mac(key, head, purpose))


def in_subject(token: str) -> str:
    """The token as a subject carries it: `[CK-7F3K…]`."""
    return f"[CK-{token}]"


def answer_subject(token: str, question: str, score: int) -> str:
    """The subject of the answer with that score."""
    return f"{in_subject(token)} {question.upper()} {score}"


def skip_subject(token: str) -> str:
    """The subject of the mail that declines."""
    return f"{in_subject(token)} {SKIP}"


def mailto(address: str, subject: str, body: str = "") -> str:
    """A link that opens a mail to an address with a subject and what it says (RFC 6068)."""
    link = f"mailto:{quote(address, safe=_PLAIN_IN_ADDRESSES)}?subject={quote(subject, safe='')}"
    return f"{link}&body={quote(body, safe='')}" if body else link


def verify(key: bytes, text: str) -> Token | None:
    """What the first sound token in a text says: a subject, a body, or the token alone.

    None where there is none, or where it was cut, changed or signed with another key. Whether its day is
    over is for the caller to see.
    """
    places = [match.end() for match in _BEGINNING.finditer(text)]
    for letters in (_letters(text, place) for place in (*places, 0)):
        if letters and (token := _checked(key, letters)):
            return token
    return None


def has_token(text: str) -> bool:
    """Whether a text holds what was meant for a token, sound or not."""
    return re.search(r"(?:\[|%5B|=5B)\s*CK\s*-", text, re.IGNORECASE) is not None


def _letters(text: str, place: int) -> str:
    """The letters of the token that begins at a place of a text; empty where there are too few."""
    joined = _BROKEN.sub("", text[place : place + LENGTH * 8]).upper().translate(_READ_AS)
    match = re.match(rf"[{ALPHABET}]{{{LENGTH}}}", joined)
    return match[0] if match else ""


def _checked(key: bytes, letters: str) -> Token | None:
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    data = number.to_bytes(HEAD_BYTES + MAC_BYTES, "big")
    head = data[:HEAD_BYTES]
    made = {purpose: _mac(key, head, purpose) for purpose in _SALTS}
    purpose = next((one for one in made if hmac.compare_digest(data[HEAD_BYTES:], made[one])), None)
    if purpose is None:
        return None
    value = int.from_bytes(head, "big")
    mark, value = value & (1 << CONTACT_BITS) - 1, value >> CONTACT_BITS
    days, name = value & (1 << DAY_BITS) - 1, value >> DAY_BITS
    expires = FIRST_DAY + timedelta(days=days)
    return Token(question=_in_base_36(name), purpose=purpose, expires=expires, contact_mark=mark)


def _mac(key: bytes, head: bytes, purpose: str) -> bytes:
    return hmac.new(key, _SALTS[purpose] + head, hashlib.sha256).digest()[:MAC_BYTES]


def _contact_mark(contact: str) -> int:
    digest = hashlib.sha256(contact.encode()).digest()
    return int.from_bytes(digest[:2], "big") & (1 << CONTACT_BITS) - 1


def _written(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range((LENGTH - 1) * 5, -5, -5))


def _in_base_36(number: int) -> str:
    letters = ""
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, 36)
        letters = ID_LETTERS[digit] + letters
    return letters
