"""A workspace or a period as one file, and back again."""
