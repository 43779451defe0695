"""A workspace looked after: checked, backed up, bundled."""
