"""What a text says, checked against rules that are data."""
