"""Words that promise nothing one could hold anybody to, per language, with what to write instead."""

import re
from collections.abc import Iterator
from functools import cache

from clientkit.kernel.model.values.language import Language

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "as soon as possible": "a date, or a number of working days",
        "asap": "a date, or a number of working days",
        "soon": "a date",
        "promptly": "a number of working days",
        "in a timely manner": "a number of working days",
        "timely": "a number of working days",
        "reasonable time": "a number of working days",
        "regularly": "how often",
        "from time to time": "how often",
        "user-friendly": "what a user can do, in how many steps",
        "user friendly": "what a user can do, in how many steps",
        "easy to use": "what a user can do, in how many steps",
        "intuitive": "what a user can do without help",
        "modern": "what it looks like or works on",
        "state of the art": "the version or standard",
        "high quality": "the measure and its figure",
        "high-quality": "the measure and its figure",
        "professional": "the measure and its figure",
        "fast": "seconds, and on what device",
        "responsive": "the screen widths it works on",
        "optimised": "the measure and its figure",
        "optimized": "the measure and its figure",
        "flexible": "what can be changed, and by whom",
        "robust": "what it withstands",
        "seamless": "what happens at the join",
        "etc.": "the whole list",
        "and so on": "the whole list",
        "and more": "the whole list",
        "such as": "the whole list, or 'only'",
        "various": "how many, and which",
        "several": "how many",
        "some": "how many",
        "a few": "how many",
        "as needed": "how much, and who decides",
        "if necessary": "when, and who decides",
        "where appropriate": "when, and who decides",
        "best effort": "what is done, and how much of it",
        "best efforts": "what is done, and how much of it",
        "try to": "what is done",
        "approximately": "the figure and its range",
        "unlimited": "a number; nothing is unlimited",
        "guarantee": "what is done when it fails",
        "to your satisfaction": "the test that decides",
        "to the client's satisfaction": "the test that decides",
        "tbd": "the figure, or by when it is decided",
        "to be determined": "the figure, or by when it is decided",
        "to be discussed": "the figure, or by when it is decided",
    },
    "id": {
        "secepatnya": "tanggal, atau jumlah hari kerja",
        "sesegera mungkin": "tanggal, atau jumlah hari kerja",
        "segera": "tanggal, atau jumlah hari kerja",
        "dalam waktu dekat": "tanggal",
        "tepat waktu": "tanggal",
        "waktu yang wajar": "jumlah hari kerja",
        "secara berkala": "berapa kali",
        "sewaktu-waktu": "kapan, dan siapa yang memutuskan",
        "ramah pengguna": "apa yang dapat dilakukan pengguna, dalam berapa langkah",
        "mudah digunakan": "apa yang dapat dilakukan pengguna, dalam berapa langkah",
        "user-friendly": "apa yang dapat dilakukan pengguna, dalam berapa langkah",
        "user friendly": "apa yang dapat dilakukan pengguna, dalam berapa langkah",
        "modern": "rupa atau perangkat yang dimaksud",
        "berkualitas": "ukuran dan angkanya",
        "berkualitas tinggi": "ukuran dan angkanya",
        "profesional": "ukuran dan angkanya",
        "cepat": "detik, dan pada perangkat apa",
        "responsif": "lebar layar yang didukung",
        "optimal": "ukuran dan angkanya",
        "maksimal": "ukuran dan angkanya",
        "fleksibel": "apa yang dapat diubah, dan oleh siapa",
        "dan lain-lain": "seluruh daftarnya",
        "dll.": "seluruh daftarnya",
        "dll": "seluruh daftarnya",
        "dan sebagainya": "seluruh daftarnya",
        "dsb.": "seluruh daftarnya",
        "dsb": "seluruh daftarnya",
        "berbagai": "berapa, dan yang mana",
        "beberapa": "berapa",
        "sedikit": "berapa",
        "sejumlah": "berapa",
        "seperlunya": "berapa, dan siapa yang memutuskan",
        "bila perlu": "kapan, dan siapa yang memutuskan",
        "jika diperlukan": "kapan, dan siapa yang memutuskan",
        "apabila diperlukan": "kapan, dan siapa yang memutuskan",
        "sesuai kebutuhan": "berapa, dan siapa yang memutuskan",
        "sebaik mungkin": "apa yang dilakukan",
        "sebaik-baiknya": "apa yang dilakukan",
        "berusaha": "apa yang dilakukan",
        "kurang lebih": "angka dan kisarannya",
        "sekitar": "angka dan kisarannya",
        "tidak terbatas": "angka; tidak ada yang tanpa batas",
        "tanpa batas": "angka; tidak ada yang tanpa batas",
        "dijamin": "apa yang dilakukan bila gagal",
        "sampai puas": "uji yang menentukan",
        "menyusul": "angkanya, atau kapan diputuskan",
        "akan didiskusikan": "angkanya, atau kapan diputuskan",
    },
}

EXACT: dict[Language, tuple[str, ...]] = {"en": (), "id": ("paling sedikit",)}
"""Phrases with a vague word in them that a figure follows: at least so many."""

TIMES: dict[Language, str] = {
    "en": r"\d|\b(?:before|within|until|by (?:the )?(?:\w+ )?(?:day|end|start|milestone))\b",
    "id": r"\d|\b(?:sebelum|sejak|sampai dengan|paling lambat|selambat-lambatnya)\b"
    r"|\bdalam (?:\w+ (?:jam|hari|minggu)|jangka waktu)\b",
}
"""Signs that a sentence holds a time: a figure, or a word that a time follows."""


def names_a_time(text: str, language: Language) -> bool:
    """Whether a sentence says by when, in a figure or in words."""
    return re.search(TIMES[language], text, re.IGNORECASE) is not None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    longest_first = sorted((*WORDS[language], *EXACT[language]), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def vague_words(text: str, language: Language) -> Iterator[tuple[int, str, str]]:
    """Every vague word of a text: its line counted from 0, the word, and what to write instead."""
    for match in _pattern(language).finditer(text):
        if match[0].lower() not in EXACT[language]:
            yield text.count("\n", 0, match.start()), match[0], WORDS[language][match[0].lower()]
