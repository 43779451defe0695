"""The files of a ledger: its generations, its journal, its archives, its lock."""
