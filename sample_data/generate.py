"""Write the whole sample data of an invented 2021–2022 into a folder.

Run as ``python sample_data/generate.py [OUT_DIR]``; without a folder it renews the one it lies in.
"""

from runpy import run_module

if __name__ == "__main__":
    run_module("generator", run_name="__main__")
