"""The rules of the completeness checks, by what they look at. Pure."""
