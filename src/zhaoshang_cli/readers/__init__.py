"""Bytes in, sheets of text cells, then values with their places."""
