"""A project file with milestones, to test replanning on."""

import json

SHOP = """# What is planned.
version = 1
title = "Toko daring"

[[deliverables]]
id = "D1"
title = "Design"

[timeline]
start = 2026-11-02   # agreed on the phone

[[milestones]]
id = "M1"
title = "Design approved"
days = 10
buffer = 1

# needs the photos
[[milestones]]
id = "M2"
title = "Texts delivered"
owner = "client"
days = 5
after = ["M1"]

[[milestones]]
id = "M3"
title = "Launch"
days = 3
after = ["M2"]

# How often a result is reworked.
[revisions]
rounds = 2
"""
"""M1 2 to 13 November 2026, a day of buffer, M2 17 to 23 November, M3 24 to 26 November."""


def write_begun(workspace, client="kopi", project="toko"):
    """Say on another device that the work on a project has begun, so that it can be late."""
    record = {"id": "begun00001", "ts": "2026-11-01T02:00:00Z", "kind": "project_state", "v": 1}
    record |= {"day": "2026-11-01", "client": client, "project": project, "state": "active"}
    path = workspace.journal_file(client).with_name("desk.jsonl")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")


def write_shop(workspace, text=SHOP):
    """Make the studio's project the shop."""
    workspace.project_file("kopi", "toko").write_text(text, encoding="utf-8")
