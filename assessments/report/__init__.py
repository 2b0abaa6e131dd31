"""The report: a dossier becomes a PDF. Sees frozen dossiers only; jobs and views are the slice's own doors."""
