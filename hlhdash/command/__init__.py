"""The command line, which does without a browser what the screens do."""
