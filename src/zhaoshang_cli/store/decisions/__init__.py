"""Decisions about what came before: adjusted, withdrawn, published."""
