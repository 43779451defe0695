"""An answer in the format of the file it goes to."""
