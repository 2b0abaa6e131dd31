"""The read model: frozen dataclasses that pages, the PDF and exports share, so that they cannot disagree."""
