"""Whether anything was changed, lost or reordered behind the ledger's back."""
