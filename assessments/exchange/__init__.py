"""Documents in and out of an assessment."""
