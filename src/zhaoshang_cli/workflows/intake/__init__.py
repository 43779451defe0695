"""From the files of a month to the ledger: read, planned, taken in, sent back."""
