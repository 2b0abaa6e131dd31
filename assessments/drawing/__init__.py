"""Drawings: graphviz on a short lead, how wide a text is, and the graph of an architecture's components."""
