"""The invented returns, provincial tables and targets, from one seed to files."""
