"""From sheets of text cells to what each cell is: tables, headings, rows, and the span they are for."""
