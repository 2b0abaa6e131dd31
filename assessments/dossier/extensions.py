"""What goes beyond the SEI's method, and is off until a team wants it. Pure: imports nothing of Django.

The method ends with risks and risk themes against the business drivers; what to do about them is the team's own.
"""

from collections.abc import Collection

EXTENSIONS = ("recommendations",)


def is_wanted(section: str, sections: Collection[str], rows: int) -> bool:
    """Whether a section has its place in the spine and its checks: no extension, or switched on, or not empty."""
    return section not in EXTENSIONS or section in sections or rows > 0
