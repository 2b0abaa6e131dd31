"""The files of documents: uploaded, handed out only to be saved, replaced, removed, printed, exported and imported."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assessments import room
from assessments.architecture import view_actions
from assessments.dossier.load import PARTS
from assessments.errors import Refused
from assessments.models import Assessment, RequestedDocument, Upload
from assessments.preparation import file_actions, files
from assessments.preparation.actions import ask_for_document
from assessments.purge import purge_rows
from assessments.report.html import build
from assessments.search.queries import documents as found_documents
from assessments.transfer.apply import apply_file
from assessments.transfer.export import export
from assessments.transfer.read import read_file
from assessments.undoing import restore_row, undo
from tests.components.files import png

PAGE = b"<!doctype html><script>alert(document.cookie)</script>"


@pytest.fixture
def document(world) -> RequestedDocument:
    row, _change = ask_for_document(assessment=world.assessment, actor=world.jonas, line="Deployment view @Daniel")
    return row


def address(world, document, path="") -> str:
    return world.url(f"preparation/documents/{document.public_id}/{path}")


def upload(world, document, data=PAGE, name="Deployment view.html", who=None):
    file = SimpleUploadedFile(name, data, content_type="text/html")
    client = world.client(who or world.jonas)
    response = client.post(address(world, document, "file/add/"), {"file": file}, follow=True)
    return response.status_code, " ".join(response.content.decode().split())


def take_back(world) -> None:
    world.assessment.refresh_from_db()
    undo(assessment=world.assessment, actor=world.maya, revision=world.assessment.revision)


def test_an_uploaded_document_is_received_and_everybody_can_save_it(world, document):
    before = timezone.localdate()
    status, text = upload(world, document)

    assert status == 200
    assert "Deployment view.html is stored" in text
    document.refresh_from_db()
    assert before <= document.received_on <= timezone.localdate()
    for path in ("preparation/", f"preparation/documents/{document.public_id}/"):
        seen = world.client(world.vera).get(world.url(path)).content.decode()
        assert f'<a href="{address(world, document, "file/")}" download>Deployment view.html</a>' in seen
        assert "54\xa0bytes" in seen


def test_nothing_in_a_file_can_run_whatever_it_is_called(world, document):
    upload(world, document, name='übersicht "a".html')

    response = world.client(world.vera).get(address(world, document, "file/"))

    assert response.content == PAGE
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%BCbersicht")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    shown = world.url(f"uploads/{Upload.objects.get().public_id}/{Upload.objects.get().sha256}/")
    assert world.client(world.vera).get(shown).status_code == 404, "it is no picture"


def test_a_day_on_which_it_came_already_stays(world, document):
    RequestedDocument.objects.update(received_on="2026-06-04")
    upload(world, document)
    document.refresh_from_db()
    assert document.received_on.isoformat() == "2026-06-04"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "This file is empty. Choose the document itself."), (b"x" * (files.MOST_BYTES + 1), "10 MB is the most.")],
)
def test_what_cannot_be_stored_is_said_beside_the_field(world, document, data, sentence):
    status, text = upload(world, document, data)
    assert status == 422
    assert sentence in text
    assert 'aria-invalid="true"' in text
    assert not Upload.objects.exists()


def test_no_file_chosen_is_said(world, document):
    response = world.client(world.jonas).post(address(world, document, "file/add/"))
    assert response.status_code == 422
    assert "Choose a file." in response.content.decode()


@pytest.mark.parametrize(
    ("size", "beside", "sentence"),
    [
        (0, 0, "This file is empty"),
        (files.MOST_BYTES, 0, ""),
        (files.MOST_BYTES + 1, 0, "10 MB is the most"),
        (files.MOST_BYTES, room.MOST_OF_FILES - files.MOST_BYTES, ""),
        (2, room.MOST_OF_FILES - 1, "30 MB in all is the most"),
    ],
)
def test_how_large_a_file_may_be(size, beside, sentence):
    said = files.why_not_file(size, beside=beside)
    assert sentence in said
    assert bool(said) == bool(sentence)


def test_the_files_of_an_assessment_are_counted_together_without_the_one_replaced(world, document, monkeypatch):
    monkeypatch.setattr(room, "MOST_OF_FILES", 100)
    who = {"assessment": world.assessment, "actor": world.jonas}
    other, _change = ask_for_document(**who, line="Business case")
    file_actions.attach_file(**who, public_id=document.public_id, file_name="a.pdf", data=b"x" * 60)
    with pytest.raises(Refused, match="30 MB in all"):
        file_actions.attach_file(**who, public_id=other.public_id, file_name="b.pdf", data=b"x" * 60)
    file_actions.attach_file(**who, public_id=document.public_id, file_name="a2.pdf", data=b"x" * 90)
    assert Upload.objects.living().get().name == "a2.pdf"


@pytest.mark.parametrize("back", ["undone", "restored"])
def test_a_file_comes_back_only_where_there_is_room_for_it(world, document, monkeypatch, back):
    """Otherwise the export would be too large to be imported."""
    monkeypatch.setattr(room, "MOST_OF_FILES", 100)
    who = {"assessment": world.assessment, "actor": world.jonas}
    other, _change = ask_for_document(**who, line="Business case")
    file_actions.attach_file(**who, public_id=document.public_id, file_name="a.pdf", data=b"x" * 60)
    deleted = file_actions.delete_document(**who, public_id=document.public_id)
    file_actions.attach_file(**who, public_id=other.public_id, file_name="b.pdf", data=b"y" * 60)

    def bring_back():
        if back == "undone":
            return undo(**who, revision=deleted.revision)
        return restore_row(**who, model=RequestedDocument, public_id=document.public_id)

    with pytest.raises(Refused, match="30 MB in all is the most"):
        bring_back()
    document.refresh_from_db()
    assert document.deleted_at is not None
    assert [file.name for file in Upload.objects.living()] == ["b.pdf"]

    file_actions.remove_file(**who, public_id=other.public_id)
    bring_back()
    assert [file.name for file in Upload.objects.living()] == ["a.pdf"]


def test_replaced_and_removed_files_come_back(world, document):
    client = world.client(world.vera)
    upload(world, document, b"first")
    upload(world, document, b"second")
    assert client.get(address(world, document, "file/")).content == b"second"
    take_back(world)
    assert client.get(address(world, document, "file/")).content == b"first"

    page = world.client(world.jonas).post(address(world, document, "file/remove/"), follow=True).content.decode()
    assert "File removed" in page
    assert "The file itself is not here yet." in page
    assert client.get(address(world, document, "file/")).status_code == 404
    page = world.client(world.jonas).post(address(world, document, "file/remove/"), follow=True).content.decode()
    assert "This document has no file to remove." in page
    take_back(world)
    assert client.get(address(world, document, "file/")).content == b"first"


def test_a_deleted_document_takes_its_file_along_and_brings_it_back(world, document):
    upload(world, document)
    client = world.client(world.jonas)
    page = client.post(address(world, document, "delete/"), follow=True).content.decode()
    assert "Deployment view deleted" in page
    assert client.get(address(world, document, "file/")).status_code == 404
    take_back(world)
    assert client.get(address(world, document, "file/")).content == PAGE
    client.post(address(world, document, "delete/"))
    world.assessment.refresh_from_db()
    purge_rows(world.assessment, timezone.now())
    assert not Upload.objects.exists()


def test_reading_a_file(world, document):
    upload(world, document)
    place = address(world, document, "file/")
    assert Client().get(place).status_code == 302
    assert world.client(world.sam).get(place).status_code == 404
    assert world.client(world.vera).post(place).status_code == 405
    assert world.client(world.vera).get(world.url("preparation/documents/gone/file/")).status_code == 404


@pytest.mark.parametrize("path", ["file/add/", "file/remove/"])
def test_writing_a_file(world, document, path):
    upload(world, document)
    place = address(world, document, path)
    assert world.client(world.sam).post(place).status_code == 404
    assert world.client(world.vera).post(place).status_code == 403
    assert world.client(world.jonas).get(place).status_code == 405
    assert world.client(world.jonas).post(world.url(f"preparation/documents/gone/{path}")).status_code == 404
    assert Upload.objects.living().count() == 1


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_costs_the_same_queries_however_many_files(world, rows, django_assert_num_queries):
    who = {"assessment": world.assessment, "actor": world.jonas}
    for number in range(rows):
        row, _change = ask_for_document(**who, line=f"Document {number}")
        file_actions.attach_file(**who, public_id=row.public_id, file_name=f"{number}.pdf", data=b"%PDF")
    client = world.client(world.vera)
    client.get(world.url("preparation/"))
    with django_assert_num_queries(8):
        client.get(world.url("preparation/"))


def test_the_report_names_the_file_and_the_search_finds_it(world, document, load):
    upload(world, document)
    assert "Deployment view.html, 54\xa0bytes" in build(load(*PARTS)).html
    [target] = found_documents(world.assessment, world.assessment.public_id)
    assert [text.text for text in target.texts] == ["Deployment view.html"]


def test_a_file_leaves_with_the_export_and_comes_back_as_the_same_bytes(world, document):
    every_byte = bytes(range(256)) * 3
    upload(world, document, every_byte, "scan.pdf")
    told, owner = export(world.assessment), world.maya.user
    Assessment.objects.all().delete()

    made = apply_file(owner=owner, file=read_file(told))

    assert export(made) == told
    row = RequestedDocument.objects.get(assessment=made)
    assert (row.file.name, bytes(row.file.content)) == ("scan.pdf", every_byte)


def test_an_export_from_before_there_were_files_is_still_read(world, document):
    told = export(world.assessment)
    [row] = json.loads(told)["rows"]["RequestedDocument"]
    assert "file" not in row
    assert export(apply_file(owner=world.maya.user, file=read_file(told))).count(b"Deployment view") == 1


def test_an_import_does_not_pass_a_document_off_as_a_picture(world, document):
    upload(world, document)
    view_actions.add_view(assessment=world.assessment, actor=world.maya, drawn_from="image", name="Context", data=png())
    told = json.loads(export(world.assessment))
    stored = {row["media_type"]: row["id"] for row in told["rows"]["Upload"]}
    told["rows"]["View"][0]["image"] = stored[room.FILE_TYPE]
    with pytest.raises(Refused, match="it must be image/jpeg, image/png, image/svg"):
        apply_file(owner=world.maya.user, file=read_file(json.dumps(told).encode()))


def test_a_document_restored_from_the_list_of_deleted_rows_has_its_file_again(world, document):
    upload(world, document)
    file_actions.delete_document(assessment=world.assessment, actor=world.jonas, public_id=document.public_id)
    assert world.client(world.vera).get(address(world, document, "file/")).status_code == 404

    restore_row(assessment=world.assessment, actor=world.jonas, model=RequestedDocument, public_id=document.public_id)

    handed_out = world.client(world.vera).get(address(world, document, "file/"))
    assert b"".join(handed_out) == PAGE
    # One change, which undo takes back as a whole.
    take_back(world)
    assert world.client(world.vera).get(address(world, document, "file/")).status_code == 404
    assert Upload.objects.get().deleted_at is not None


def test_a_file_removed_before_its_document_was_deleted_stays_away(world, document):
    upload(world, document)
    who = {"assessment": world.assessment, "actor": world.jonas, "public_id": document.public_id}
    file_actions.remove_file(**who)
    file_actions.delete_document(**who)
    restore_row(**who, model=RequestedDocument)
    assert world.client(world.vera).get(address(world, document, "file/")).status_code == 404
    upload(world, document, b"again")
    assert world.client(world.vera).get(address(world, document, "file/")).content == b"again"
