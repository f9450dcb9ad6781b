"""Every field of every record may be typed in SQL as it is: SQLite and DuckDB are asked."""

import sqlite3
from contextlib import closing

import duckdb

from clientkit.kernel.model.records.journal import record_adapter


def fields() -> set[str]:
    found: set[str] = set()

    def look(schema):
        if isinstance(schema, dict):
            found.update(schema.get("properties", {}))
            for inner in schema.values():
                look(inner)
        elif isinstance(schema, list):
            for inner in schema:
                look(inner)

    look(record_adapter().json_schema())
    return found


def test_sqlite_takes_every_name_without_quotes():
    names = sorted(fields())
    assert {"id", "ts", "kind", "client", "by"} <= set(names)
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f"CREATE TABLE records ({', '.join(names)})")
        base.execute(f"SELECT {', '.join(names)} FROM records ORDER BY {names[0]}")  # noqa: S608 - names of our own fields


def test_no_name_is_a_reserved_word_of_duckdb():
    query = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    assert fields() & {row[0] for row in duckdb.sql(query).fetchall()} == set()
