"""What hostile hands may try, and what then happens: an attack a test."""
