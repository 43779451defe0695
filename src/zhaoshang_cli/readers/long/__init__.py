"""Texts of millions of rows, read with the memory that a short one takes."""
