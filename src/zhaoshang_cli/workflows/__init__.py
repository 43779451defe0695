"""What each command does, without a word about how it is asked for or shown."""
