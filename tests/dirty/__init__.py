"""Sheets as counties send them, made by number, with the right answer beside each."""
