"""The smoke check: what a visitor to the live site meets, read right after it was put there."""
