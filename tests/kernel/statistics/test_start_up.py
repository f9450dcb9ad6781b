import subprocess
import sys

PROGRAM = """
import sys
import clientkit.kernel.statistics.metrics
import clientkit.kernel.statistics.response_rate, clientkit.kernel.statistics.retention
print(*sys.modules)
"""


def test_metrics_import_nothing_heavy():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "clientkit.kernel.statistics.mid_p" in loaded
    assert not loaded & {"statistics", "scipy", "numpy", "rich", "typer", "jinja2", "babel", "tomlkit"}
