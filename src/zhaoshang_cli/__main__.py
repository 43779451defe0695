"""Run zs as ``python -m zhaoshang_cli``."""

from zhaoshang_cli.cli import main

if __name__ == "__main__":
    main()
