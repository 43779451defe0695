"""Documents: from what is known of a period to sentences, tables, figures and their sources."""
