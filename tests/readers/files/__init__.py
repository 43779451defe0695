"""Bytes into sheets."""
