import subprocess
import sys

PROGRAM = """
import sys
import clientkit.metrics.difference, clientkit.metrics.earned_value
import clientkit.metrics.rate, clientkit.metrics.retention
print(*sys.modules)
"""


def test_metrics_import_nothing_heavy():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "clientkit.metrics.quantile" in loaded
    assert not loaded & {"statistics", "scipy", "numpy", "rich", "typer", "jinja2", "babel", "tomlkit"}
