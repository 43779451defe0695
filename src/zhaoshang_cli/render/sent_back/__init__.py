"""A county's own sheet on its way back, with what is doubtful marked."""
