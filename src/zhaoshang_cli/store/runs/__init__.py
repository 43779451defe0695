"""What one run does to the ledger, from the files that come in to the line that makes it count."""
