"""A user's own query: read before it runs, and run by another process."""
