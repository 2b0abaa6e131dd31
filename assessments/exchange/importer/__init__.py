"""Reading a Markdown document with an ATAM evaluation into a plan that is shown before it is applied.

`documents.read_document` is the entrance. Pure: imports nothing of Django but its translations. `read` checks the
bytes, `blocks` cuts the text into headed sections, `documents` finds the documents in it, the recognisers fill a
plan. What no recogniser understood is unread: listed with its lines, and kept with the document.
"""
