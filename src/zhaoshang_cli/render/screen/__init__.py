"""What a terminal shows: tables that fit it, messages, progress, colour."""
