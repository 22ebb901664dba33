"""How much of what stands on whole pages is found, and how much of what is found stands there."""
