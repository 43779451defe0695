"""An office and its workspace: made, configured, shown."""
