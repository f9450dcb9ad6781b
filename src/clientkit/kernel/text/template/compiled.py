"""Shipped templates as Python's bytecode, kept where Python keeps that of its modules."""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from os import getpid, stat
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from clientkit.kernel.text.template import sandbox

_MADE_BY = [(found.st_size, found.st_mtime_ns) for found in map(stat, (compiler.__file__, sandbox.__file__))]
"""What compiled them: after another version they are compiled anew."""


class CompiledTemplates(BytecodeCache):
    """Compiled templates, each in `__pycache__` beside its source; where it cannot be, there is none."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path of a template's bytecode."""
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        """What the bytecode is of: the text, and what compiled it."""
        return super().get_source_checksum(f"{_MADE_BY}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is there and whole; anything else is compiled anew."""
        with suppress(Exception):
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where Python may keep any."""
        path = Path(bucket.key)
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(f".{getpid()}")
                part.write_bytes(bucket.bytecode_to_string())
                part.replace(path)
