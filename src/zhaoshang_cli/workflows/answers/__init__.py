"""Questions to the ledger, answered."""
