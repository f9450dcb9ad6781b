"""`python -m clientkit`: the same program as the console script."""

from clientkit.cli.main import run

if __name__ == "__main__":
    run()
