"""The parking lot: what the talk must come back to."""
