"""manage.py export_assessment ID --format pdf|json|pptx --output FILE: an assessment as a file; --all: each as one."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.dossier.load import load
from assessments.dossier.pictures import picture_files
from assessments.drawing.dot import DrawingFailed
from assessments.models import Assessment
from assessments.report.html import build
from assessments.report.pdf import RenderingFailed, render
from assessments.transfer.export import export


class Command(BaseCommand):
    help = "Write an assessment to a file. The same assessment makes the same bytes."
    requires_system_checks = []  # they load every page, and this command asks for none

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("id", metavar="ID", nargs="?", help="the assessment's id, as in its address: /a/ID/")
        which.add_argument("--all", action="store_true", help="every assessment, each as a file ID.FORMAT in a folder")
        parser.add_argument("--format", choices=["pdf", "json", "pptx"], default="pdf")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="the file, or folder, to write")

    def handle(self, *, id: str | None, all: bool, output: Path, format: str, **options):
        living = Assessment.objects.filter(deleted_at__isnull=True)
        if all:
            make_folder(output)
            for assessment in living.order_by("pk"):
                self.write(assessment, output / f"{assessment.public_id}.{format}", format)
        elif assessment := living.filter(public_id=id).first():
            self.write(assessment, output, format)
        else:
            raise CommandError(f"There is no assessment {id}. The id is the part of its address after /a/.")

    def write(self, assessment: Assessment, output: Path, format: str) -> None:
        try:
            said = {"pdf": write_pdf, "json": write_json, "pptx": write_pptx}[format](assessment, output)
        except (DrawingFailed, RenderingFailed) as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{output}: {assessment.title}, {said}")


def make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def write_pdf(assessment: Assessment, output: Path) -> str:
    dossier = load(assessment, viewer=None, today=timezone.localdate())
    pdf = render(build(dossier, pictures=picture_files(assessment)))
    write_whole(output, pdf.data)
    return f"{pdf.pages} pages, {len(pdf.data):,} bytes, {pdf.cpu:.1f} s of processor time"


def write_json(assessment: Assessment, output: Path) -> str:
    """The exchange format, which import_assessment reads."""
    data = export(assessment)
    write_whole(output, data)
    return f"{len(data):,} bytes"


def write_pptx(assessment: Assessment, output: Path) -> str:
    """The slides of the results."""
    from assessments.results import deck  # with a library for slides, which the other formats need not wait for
    from assessments.results.pptx import write_deck

    dossier = load(assessment, viewer=None, today=timezone.localdate(), parts=deck.PARTS)
    data = write_deck(dossier)
    write_whole(output, data)
    return f"{len(deck.deck(dossier))} slides, {len(data):,} bytes"


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, or leave what is there as it is: beside it first, then in its place."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(draft).chmod(0o666 & ~umask)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
