"""Finding one's way: any id, page or text of an assessment, as a page and as the answer to Ctrl K."""
