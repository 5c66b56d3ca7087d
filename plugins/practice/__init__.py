"""The practice: its facts, its callouts and its contact block."""
