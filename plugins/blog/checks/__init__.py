"""The proofreader: what a careful colleague checks before printing, and after."""
