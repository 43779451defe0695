"""Templates, filled with everything taken away that arranging a document does not need."""
