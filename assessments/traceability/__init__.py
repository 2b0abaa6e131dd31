"""Traceability: from a driver by scenario, approach and finding to the theme that threatens it, and what is loose."""
