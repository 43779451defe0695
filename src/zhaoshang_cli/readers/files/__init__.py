"""Files as they are sent: told apart by their bytes, decoded, and laid out as sheets of text."""
