"""One cell's text into what it says: a word, an amount, a span of months."""
