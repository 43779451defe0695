"""Write every file of the sample below a folder."""

import sys
from pathlib import Path

from .parcels import all_parcels

HOME = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    """Write below the first of ``arguments``, or below the folder of the sample itself."""
    target = Path(arguments[0]) if arguments else HOME
    for parcel in all_parcels():
        path = target / parcel.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(parcel.content)


main(sys.argv[1:])
