"""Every module can be imported, without a warning: on each Python that the tests are run with."""

import subprocess
import sys

IMPORT_ALL = """
import pkgutil, clientkit
from importlib import import_module
names = [one.name for one in pkgutil.walk_packages(clientkit.__path__, "clientkit.")]
for name in names:
    if name != "clientkit.__main__":
        import_module(name)
print(len(names))
"""


def test_every_module_can_be_imported():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 500
