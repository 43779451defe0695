"""The command line: reads arguments, calls a workflow, shows what it returns."""
