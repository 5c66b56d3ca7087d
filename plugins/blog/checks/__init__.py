"""The proofreader: what a careful colleague checks before anything is printed."""
