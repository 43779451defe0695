"""Run zs as ``python -m zhaoshang_cli``."""

from zhaoshang_cli.cli import script

if __name__ == "__main__":
    script()
