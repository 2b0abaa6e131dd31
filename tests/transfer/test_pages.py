"""The pages of the exchange format: who may take an assessment away, and what bringing one in answers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.models import Assessment, Participant
from assessments.transfer.export import export
from tests.conftest import make_user
from tests.dossier.test_load import fill


def upload(data: bytes, name: str = "fintech.json") -> dict:
    return {"export": SimpleUploadedFile(name, data, content_type="application/json")}


def test_whoever_reads_the_assessment_may_take_it_away(world):
    fill(world, 1)
    place = f"/a/{world.assessment.public_id}/export.json"
    answer = world.client(world.vera).get(place)
    assert answer.content == export(world.assessment)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="fintech-platform.json"'
    assert answer["Cache-Control"] == "private, no-store"
    assert world.client(world.sam).get(place).status_code == 404
    assert world.client(world.vera).post(place).status_code == 405


def test_the_report_page_offers_it_and_the_import_page_leads_there(world):
    report = world.client(world.vera).get(f"/a/{world.assessment.public_id}/report/").content.decode()
    assert f'href="/a/{world.assessment.public_id}/export.json"' in report
    assert 'href="/import/export/"' in world.client(world.vera).get("/import/").content.decode()


def test_a_file_becomes_an_assessment_of_whoever_brings_it(world, client):
    fill(world, 1)
    data = export(world.assessment)
    Assessment.objects.all().delete()
    client.force_login(make_user("Nadia", "New"))
    assert 'name="export"' in client.get("/import/export/").content.decode()
    answer = client.post("/import/export/", upload(data), follow=True)
    made = Assessment.objects.get()
    assert answer.redirect_chain == [(f"/a/{made.public_id}/", 302)]
    assert f"Imported: {made.title}" in answer.content.decode()
    assert Participant.objects.get(assessment=made, user__email="nadia@example.org").role == "lead"


def test_what_is_no_export_is_refused_in_words(world):
    client = world.client(world.maya)
    for data, said in (
        (b"# FinTech\n- Driver", "The file is no JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"format": "board"}', "no export of ATAM Workbench"),
        (b"[" * 100_000, "The file is no JSON"),
    ):
        answer = client.post("/import/export/", upload(data))
        assert answer.status_code == 422
        assert said in answer.content.decode()
    answer = client.post("/import/export/", {})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode() or "was not imported" in answer.content.decode()


def test_signed_out_people_are_sent_to_sign_in(client, db):
    assert client.get("/import/export/").url.startswith("/accounts/login/")
    assert client.post("/import/export/").url.startswith("/accounts/login/")
