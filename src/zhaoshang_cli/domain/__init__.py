"""The words of the trade as values: pure, and knowing no file, no store and no screen."""
