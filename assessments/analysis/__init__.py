"""Steps 6 and 8: the analysis of scenarios, one sheet each, and the questions put to the approaches."""
