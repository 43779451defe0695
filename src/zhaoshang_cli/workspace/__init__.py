"""A folder with zs.toml: its settings, regions, indicators and words."""
