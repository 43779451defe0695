"""What each command answers, as tables of text and as objects."""
