"""Imports put off: the renderer starts without them, and has them where a font needs them.

In a Python of its own, because this one may have loaded them long ago.
"""

import subprocess
import sys

from assessments.report.assets import asset_path


def told_by(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


START = "import sys; from assessments.report.rarely import put_off; put_off(); import weasyprint.pdf.fonts as fonts\n"


def test_the_renderer_starts_without_the_font_tools():
    loaded = told_by(START + "print(*sorted(name for name in sys.modules if name.startswith('fontTools')))")
    assert "fontTools.ttLib.ttFont" in loaded
    assert "fontTools.varLib.models" not in loaded
    assert "fontTools.otlLib" not in loaded


def test_they_are_loaded_when_a_font_needs_them():
    face = str(asset_path("inter-400.ttf"))
    cut = told_by(
        START
        + f"font = fonts.TTFont({face!r})\n"
        + "subsetter = fonts.subset.Subsetter(fonts.subset.Options()); subsetter.populate(text='ATAM')\n"
        + "subsetter.subset(font); print(font.getGlyphOrder())\n"
        + "try: fonts.instantiateVariableFont(font, {'wght': 500})\n"
        + "except ValueError as error: print(error)\n"
        + "print(sys.modules['fontTools.varLib.instancer'].__file__)"
    )
    assert "'A', 'M', 'T'" in cut
    assert "fvar" in cut
    assert "instancer" in cut.splitlines()[-1]


def test_a_report_is_made_without_them():
    loaded = told_by(
        "import sys; from assessments.report import worker\n"
        "worker.render({'html': '<html><body>Payments</body></html>', 'css': '', 'pictures': {}})\n"
        "print(*sorted(name for name in sys.modules if name.startswith('fontTools')))"
    )
    assert "fontTools.ttLib.ttFont" in loaded
    assert "fontTools.varLib.models" not in loaded
