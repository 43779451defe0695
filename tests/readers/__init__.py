"""Readers of returns."""
