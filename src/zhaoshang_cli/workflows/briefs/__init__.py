"""Documents written, and what they were written with."""
