"""What a template may use, and how much of it."""

SECONDS = 5
"""Computing and waiting that a workspace's own template may take."""
MEGABYTES = 512
"""Memory that a workspace's own template may take."""
OUTPUT_LIMIT = 2_000_000
"""Characters that a document may have: far above a long agreement, far below a full memory."""
REPEAT_LIMIT = 10_000
"""Characters or items that `*` may make out of a text or a list."""
POWER_LIMIT = 64
"""The largest base and exponent of `**`."""

FILTERS = frozenset(
    {
        "abs",
        "batch",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "groupby",
        "int",
        "items",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "replace",
        "reverse",
        "select",
        "selectattr",
        "slice",
        "sort",
        "sum",
        "title",
        "truncate",
        "unique",
        "upper",
    }
)
"""Jinja's own filters that stay. Left out: what is random (`random`), what lets text through unescaped
(`safe`), what makes floats (`float`, `round`), what grows text without limit (`center`, `indent`)."""

FUNCTIONS = frozenset({"range", "namespace"})
"""Jinja's own functions that stay; `lipsum` is random, `cycler` and `joiner` keep state."""

TEXT_METHODS = frozenset(
    {
        "capitalize",
        "count",
        "endswith",
        "find",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
    }
)
FIELD_METHODS = frozenset({"get", "items", "keys", "values"})
DATE_ATTRIBUTES = frozenset({"day", "isoformat", "isoweekday", "month", "year"})
"""What templates may ask of the values they get; everything else of them is out of reach."""
