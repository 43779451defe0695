"""The only rooms that know DuckDB: the ledger, its journal and its archive."""
