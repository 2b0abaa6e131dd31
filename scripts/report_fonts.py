"""Cuts the fonts of the report from the variable Inter under static/fonts: one file a weight.

    python scripts/report_fonts.py

The renderer would otherwise cut one for every font size of every document, a quarter of its time. The files are
kept in the repository; run this after static/fonts changes. Inter and these cuts are under the SIL Open Font
License (static/fonts/INTER-OFL.txt).
"""

import os
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "static" / "fonts"
TARGET = ROOT / "assessments" / "report" / "files"
DROPPED = ("STAT", "DSIG", "GDEF_lookups", "prep", "gasp", "fpgm", "cvt ")

# (source, target, weight, optical size)
CUTS = [
    *(("inter-latin-opsz-normal", f"inter-{weight}", weight, 14) for weight in (400, 600)),
    ("inter-latin-opsz-normal", "inter-display-700", 700, 28),
    ("inter-latin-ext-opsz-normal", "inter-ext-400", 400, 14),
    ("inter-latin-ext-opsz-normal", "inter-ext-600", 600, 14),
]


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "946684800"  # the same cuts make the same files
    for source, target, weight, size in CUTS:
        font = instantiateVariableFont(TTFont(SOURCE / f"{source}.woff2"), {"wght": weight, "opsz": size}, static=True)
        for table in DROPPED:
            if table in font:
                del font[table]
        font.flavor = None
        path = TARGET / f"{target}.ttf"
        font.save(path)
        print(f"{path.relative_to(ROOT)} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
