"""The ledger asked: views, metrics, vintages."""
