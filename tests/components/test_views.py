"""Views of the architecture: added from a picture, a text or the graph; served so that nothing in them runs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assessments import changes, room
from assessments.architecture import view_actions
from assessments.errors import Refused
from assessments.models import Change, Upload, View
from assessments.purge import purge_rows
from assessments.transfer.read import BYTES_MAX
from assessments.undoing import undo

from .files import LAUGHS, png, svg
from .test_pages import HTMX, edit, get, post, url


def file(data, name="Context of payments.png", media_type="image/png"):
    return SimpleUploadedFile(name, data, content_type=media_type)


def add(world, **data):
    return post(world, "view-add", data={"drawn_from": "image", "kind": "context", **data}, follow=True)


@pytest.fixture
def picture(world):
    add(world, file=file(svg("<script>alert(1)</script><rect/>"), "a.png"), name="Context", caption="**Who** calls us")
    return View.objects.get()


def address(world, view):
    return url(world, "upload", view.image.public_id, view.image.sha256)


def test_a_picture_is_kept_by_its_content_and_goes_by_its_files_name(world):
    text = add(world, file=file(svg(), "Context_of payments.PNG")).content.decode()
    view = View.objects.get()
    assert (view.name, view.kind, view.drawn_from) == ("Context of payments", "context", "image")
    assert (view.image.media_type, view.image.width, view.image.height) == ("image/svg+xml", 40, 20)
    assert f'<img src="{address(world, view)}"' in text
    assert "View Context of payments added" in text
    assert "1 view," in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"file": file(LAUGHS, "a.svg")}, "declares entities"),
        ({"file": file(b"MZ\x90 a program")}, "whatever its name says"),
        ({"file": file(b"")}, "This file is empty"),
        ({"file": file(b"x" * (5 * 1024 * 1024 + 1))}, "5 MB is the most"),
        ({}, "Choose a picture"),
        ({"drawn_from": "text"}, "Paste the text that is to be shown as it is"),
        ({"drawn_from": "graph", "name": ""}, "Write the view&#x27;s name"),
        ({"drawn_from": "text", "text": "a", "file": file(png())}, "or take the picture away"),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(world, data, reason):
    answer = add(world, **{"name": "Context", "caption": "Who calls us", **data})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert reason in text
    assert "Who calls us" in text
    assert "This view cannot be added" in text
    assert '<details class="mt-3" id="new-view" open>' in text
    assert not View.objects.exists()
    assert not Upload.objects.exists()


def test_a_picture_is_served_so_that_nothing_in_it_runs(world, picture):
    answer = world.client(world.vera).get(address(world, picture))
    assert answer.content.startswith(b"<svg")
    assert b"script" not in answer.content
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    again = world.client(world.vera).get(address(world, picture), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    wrong = url(world, "upload", picture.image.public_id, "0" * 64)
    assert world.client(world.vera).get(wrong).status_code == 404


def test_the_page_of_a_view_saves_itself(world, picture):
    assert edit(world, "view", picture, name="System context").status_code == 200
    assert edit(world, "view", picture, name="").status_code == 422
    text = get(world, "view", picture.public_id, who=world.vera)
    assert "System context" in text
    assert "<strong>Who</strong> calls us" in text
    assert f'<img src="{address(world, picture)}" alt="System context" width="40" height="20">' in text


def test_another_picture_and_back(world, picture):
    before = picture.image
    refused = post(world, "view-image", picture.public_id, data={"file": file(b"GIF89a")})
    assert refused.status_code == 422
    assert "whatever its name says" in refused.content.decode()
    assert "Choose a picture." in post(world, "view-image", picture.public_id).content.decode()
    assert post(world, "view-image", picture.public_id, data={"file": file(png())}).status_code == 302
    picture.refresh_from_db()
    assert picture.image.media_type == "image/png"
    assert world.client(world.vera).get(address(world, View(image=before))).status_code == 404
    undo(assessment=world.assessment, actor=world.maya, revision=latest(world))
    picture.refresh_from_db()
    assert picture.image == before
    assert world.client(world.vera).get(address(world, picture)).status_code == 200


def latest(world):
    return Change.objects.filter(assessment=world.assessment).order_by("-revision")[0].revision


def test_a_deleted_view_takes_its_picture_along_and_comes_back_with_it(world, picture):
    text = post(world, "view-delete", picture.public_id, follow=True).content.decode()
    assert "Context deleted" in text
    assert world.client(world.vera).get(address(world, picture)).status_code == 404
    undo(assessment=world.assessment, actor=world.maya, revision=latest(world))
    assert world.client(world.vera).get(address(world, picture)).status_code == 200
    post(world, "view-delete", picture.public_id)
    world.assessment.refresh_from_db()
    purge_rows(world.assessment, timezone.now())
    assert not Upload.objects.exists()


def test_a_text_is_shown_as_it_was_drawn(world):
    drawing = "   +-----+\n   | Api |\n   +-----+\n      |\n   <Ledger>"
    add(world, drawn_from="text", name="Sketch", text=f"\r\n{drawing}  \r\n".replace("\n", "\r\n"))
    view = View.objects.get()
    assert view.text == drawing
    text = get(world, "view", view.public_id, who=world.vera)
    assert f">{drawing}</pre>".replace("<L", "&lt;L").replace("r>", "r&gt;") in text
    changed = drawing.replace("Api", "API")
    assert edit(world, "view", view, text=changed).status_code == 200
    view.refresh_from_db()
    assert view.text == changed


def test_a_view_of_the_graph_shows_the_components(world, built):
    add(world, drawn_from="graph", name="Containers", kind="container")
    text = get(world, "view", View.objects.get().public_id)
    assert ">PostgreSQL<" in text
    assert '<svg class="graph"' in text


READS = ["view", "upload"]
WRITES = ["view-add", "view-edit", "view-image", "view-delete"]


def place(world, picture, name):
    if name == "upload":
        return address(world, picture)
    return url(world, name, *([] if name == "view-add" else [picture.public_id]))


@pytest.mark.parametrize("name", READS)
def test_the_access_ladder_of_every_page(world, picture, name):
    page = place(world, picture, name)
    assert world.client(world.vera).get(page).status_code == 200
    assert world.client(world.sam).get(page).status_code == 404
    assert world.client(world.maya).post(page).status_code == 405
    nowhere = page.replace("/views/", "/views/no").replace("/uploads/", "/uploads/no")
    assert world.client(world.maya).get(nowhere).status_code == 404
    assert Client().get(page).status_code == 302


@pytest.mark.parametrize("name", WRITES)
def test_the_access_ladder_of_every_write(world, picture, name):
    page = place(world, picture, name)
    assert world.client(world.sam).post(page).status_code == 404
    assert world.client(world.priya).post(page).status_code == 403
    assert world.client(world.vera).post(page).status_code == 403
    assert world.client(world.maya).get(page).status_code in {404, 405}  # "add" could be a view's name
    assert View.objects.living().count() == 1


@pytest.mark.parametrize("rows", [1, 5, 50])
def test_the_page_of_a_view_costs_the_same_however_many_there_are(world, rows, django_assert_num_queries):
    for number in range(rows):
        who = {"assessment": world.assessment, "actor": world.maya}
        view, _change = view_actions.add_view(**who, drawn_from="image", name=f"View {number}", data=png())
    client = world.client(world.maya)
    with django_assert_num_queries(19):
        client.get(url(world, "view", view.public_id))


def test_the_change_log_holds_the_hash_and_not_the_bytes(world, picture):
    [item] = Change.objects.get(revision=latest(world)).items.filter(entity="Upload")
    assert item.after["sha256"] == picture.image.sha256
    assert "content" not in item.after
    with changes.record(world.assessment, world.maya, "test") as change:
        change.update(picture, caption="x" * 100)
    assert post(world, "view-edit", picture.public_id, data={}, **HTMX).status_code == 200


def test_the_pictures_of_an_assessment_have_a_limit_together(world, monkeypatch):
    """So that an export, in which they stand as base64 beside the files of documents, can always be imported."""
    who = {"assessment": world.assessment, "actor": world.jonas}
    monkeypatch.setattr(room, "MOST_OF_PICTURES", 2 * len(png()) + 8)
    view, _change = view_actions.add_view(**who, drawn_from="image", name="Context", data=png(), file_name="a.png")
    view_actions.add_view(**who, drawn_from="image", name="Deployment", data=png(), file_name="b.png")
    with pytest.raises(Refused, match="12 MB in all is the most, so that the assessment can be exported"):
        view_actions.add_view(**who, drawn_from="image", name="One more", data=png(), file_name="c.png")
    # In place of another there is room, and so there is once one is deleted.
    view_actions.replace_image(**who, public_id=view.public_id, file_name="d.png", data=png(3, 1))
    deleted = view_actions.delete_view(**who, public_id=view.public_id)
    view_actions.add_view(**who, drawn_from="image", name="One more", data=png(), file_name="c.png")
    with pytest.raises(Refused, match="12 MB in all is the most"):
        undo(**who, revision=deleted.revision)


def test_the_largest_export_can_be_imported():
    assert (room.MOST_OF_PICTURES + room.MOST_OF_FILES) * 4 / 3 + 5_000_000 < BYTES_MAX, "5 MB are left for texts"
