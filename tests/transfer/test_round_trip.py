"""An assessment leaves as a file and comes back without loss: the same bytes from an installation that knew nothing."""

import json
from dataclasses import replace

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from assessments import changes
from assessments.dossier.load import PARTS
from assessments.editing import delete_row
from assessments.errors import Refused
from assessments.models import Approach, Assessment, Finding, ImportedDocument, Participant, Scenario, User
from assessments.models.base import Row
from assessments.new_rows import new_driver, new_finding, new_scenario
from assessments.overview.actions import create_assessment, delete_assessment
from assessments.transfer.apply import apply_file
from assessments.transfer.export import document_of, export
from assessments.transfer.format import ROWS, schema
from assessments.transfer.read import read_file
from tests.conftest import make_user
from tests.dossier.test_load import fill


def empty_installation() -> None:
    """As after a first start: no assessment, no account."""
    Assessment.objects.all().delete()
    User.objects.all().delete()


def test_every_kind_of_row_is_in_the_file():
    kinds = {model for model in Row.__subclasses__() if not model._meta.abstract}
    assert set(ROWS) == kinds


def test_the_published_schema_is_the_one_that_files_fit(settings):
    published = json.loads((settings.BASE_DIR / "docs" / "exchange" / "schema-1.json").read_text(encoding="utf-8"))
    assert published == schema(), "run: manage.py exchange_schema > docs/exchange/schema-1.json"
    jsonschema.Draft202012Validator.check_schema(published)


def test_the_published_example_is_a_file_of_the_format_and_opens_as_an_assessment(settings, db, client):
    data = (settings.BASE_DIR / "docs" / "exchange" / "example-1.json").read_bytes()
    jsonschema.Draft202012Validator(schema()).validate(json.loads(data))
    owner = make_user("Ada", "Administrator")
    made = apply_file(owner=owner, file=read_file(data))
    assert export(made) == data
    client.force_login(owner)
    assert "Orders are taken at any hour" in client.get(f"/a/{made.public_id}/").content.decode()


def test_out_and_in_and_out_again_is_the_same_file(world, load):
    fill(world, 3)
    with changes.record(world.assessment, world.maya, "test") as change:
        nonrisk = new_finding(change, kind="N", title="One zone suffices", assumption="Zones fail one at a time")
        risk = new_finding(change, kind="R", title="A zone takes its neighbour with it")
        change.update(risk, broken_from=nonrisk, accepted_by=world.elena, accepted_because="Known", status="accepted")
    before, title = export(world.assessment), world.assessment.title
    seen = load(*PARTS)
    empty_installation()
    maya = make_user("Maya", "Okafor")

    made = apply_file(owner=maya, file=read_file(before))

    assert export(made) == before
    assert (made.title, made.public_id) == (title, world.assessment.public_id)
    world.assessment = made
    again = load(*PARTS)
    assert [s.code for s in again.tree.scenarios] == [s.code for s in seen.tree.scenarios]
    assert [f.title for f in again.findings] == [f.title for f in seen.findings]
    assert again.of_kind("R")[-1].broken_from.code == "N1"
    assert again.sheets[0].questions[0].text == "Question 0"
    assert [view.image for view in again.architecture.views] == [view.image for view in seen.architecture.views]
    with changes.record(made, Participant.objects.get(user=maya), "test") as change:
        assert new_finding(change, kind="R", title="The next one").code == "R5"


def test_it_is_the_same_file_also_where_a_stranger_brings_it_in(world):
    fill(world, 1)
    before = export(world.assessment)
    empty_installation()
    made = apply_file(owner=make_user("Ada", "Administrator"), file=read_file(before))
    ada = Participant.objects.get(assessment=made, user__email="ada@example.org")
    assert (ada.role, export(made)) == ("lead", before)

    with changes.record(made, ada, "test") as change:
        change.update(Finding.objects.get(assessment=made, kind="R"), owner=ada)
    assert '"name":"Ada Administrator"' in export(made).decode(), "her name stands on something now"
    with changes.record(made, ada, "test") as change:
        change.update(Finding.objects.get(assessment=made, kind="R"), owner=None)
        change.update(ada, organisation="Consult & Co")
    assert "Consult & Co" in export(made).decode(), "somebody says who she is"


def test_both_databases_write_the_same_bytes(world):
    """What was not read of a document is kept as JSON, whose names PostgreSQL puts in an order of its own."""
    kept = {"name": "notes.md", "text": "# Notes\nBring cake", "sha256": "0" * 64}
    with changes.record(world.assessment, world.maya, "test") as change:
        unread, warnings = [{"from": 2, "to": 2}], [{"line": 1, "message": "What is this?"}]
        change.create(ImportedDocument, **kept, unread=unread, warnings=warnings)
    text = export(world.assessment).decode()
    assert '"unread":[{"from":2,"to":2}],"warnings":[{"line":1,"message":"What is this?"}]' in text


def test_what_is_deleted_stays_behind_with_what_hangs_on_it(world):
    fill(world, 2)
    scenario = Scenario.objects.get(statement="Scenario 0")
    approach = Approach.objects.get(name="Approach 1")
    for row in (scenario, approach):
        delete_row(
            assessment=world.assessment,
            actor=world.maya,
            action="delete",
            model=type(row),
            public_id=row.public_id,
        )
    told = document_of(world.assessment)["rows"]
    assert [row["statement"] for row in told["Scenario"]] == ["Scenario 1"]
    assert [row["name"] for row in told["Approach"]] == ["Approach 0"]
    assert [row["scenario"] for row in told["ScenarioDriver"]] == [told["Scenario"][0]["id"]]
    # Risk 0 was found in the deleted scenario at Approach 0, risk 1 in Scenario 1 at the deleted approach.
    cells = {(row["scenario"] is None, row["approach"] is None) for row in told["FindingLink"]}
    assert cells == {(True, False), (False, True)}
    assert apply_file(owner=world.maya.user, file=read_file(export(world.assessment))).title


def test_nothing_of_the_installation_leaves(world):
    fill(world, 1)
    text = export(world.assessment).decode()
    assert world.maya.user.password not in text
    for word in ("@example.org", "guest_token_hash", "password", "session", "revision", '"version":2'):
        assert word not in text


def test_where_its_id_is_taken_the_copy_gets_one_of_its_own_and_keeps_those_of_its_rows(world):
    fill(world, 1)
    copy = apply_file(owner=world.maya.user, file=read_file(export(world.assessment)))
    assert copy.public_id != world.assessment.public_id
    assert document_of(copy)["rows"] == document_of(world.assessment)["rows"]


def test_a_stranger_who_imports_it_leads_their_copy(world):
    fill(world, 1)
    sam = make_user("Sam", "Stranger") if not User.objects.filter(email="sam@example.org").exists() else world.sam
    copy = apply_file(owner=getattr(sam, "user", sam), file=read_file(export(world.assessment)))
    leads = Participant.objects.filter(assessment=copy, role="lead").values_list("user__email", flat=True)
    assert set(leads) == {None, "sam@example.org"}  # Maya is named as a lead until she gets an account there


BROKEN = {
    "no JSON": (lambda text: text[:-4], "no JSON"),
    "another format": (lambda text: text.replace('"atam-workbench"', '"board"'), "no export of ATAM Workbench"),
    "a later version": (lambda text: text.replace('"version":1', '"version":2', 1), "reads version 1"),
    "a field too many": (lambda text: text.replace('"counters"', '"extra":1,"counters"'), "extra"),
    "a wrong level": (
        lambda text: text.replace('"importance":"H"', '"importance":"huge"'),
        "rows/Scenario/0/importance",
    ),
    "a wrong date": (lambda text: text.replace('"due_on":null', '"due_on":"soon"', 1), "due_on"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_the_place(world, case):
    fill(world, 1)
    damage, said = BROKEN[case]
    text = export(world.assessment).decode()
    with pytest.raises(Refused, match=said):
        read_file(damage(text).encode())


def test_a_reference_into_nothing_is_refused(world):
    fill(world, 1)
    driver = document_of(world.assessment)["rows"]["Driver"][0]["id"]
    text = export(world.assessment).decode().replace(f'"driver":"{driver}"', '"driver":"aaaaaaaaaaaa"')
    with pytest.raises(Refused, match="At rows/ScenarioDriver/0/driver: the file has no Driver aaaaaaaaaaaa"):
        read_file(text.encode())


def test_a_number_given_twice_stores_nothing(world):
    fill(world, 2)
    text = export(world.assessment).decode().replace('"number":2,"name":"Approach 1"', '"number":1,"name":"Approach 1"')
    before = Assessment.objects.count()
    with pytest.raises(
        Refused, match="At rows/Approach/1: this breaks a rule of the database, so nothing was imported"
    ):
        apply_file(owner=world.maya.user, file=read_file(text.encode()))
    assert Assessment.objects.count() == before
    assert Finding.objects.exclude(assessment=world.assessment).count() == 0


def test_a_file_whose_counters_lag_behind_its_numbers_can_be_worked_on(world):
    """As another tool may write it: the next number would be one that is taken, and nothing could be added any more."""
    fill(world, 3)
    file = read_file(export(world.assessment))
    made = apply_file(owner=world.maya.user, file=replace(file, counters={"Av": 1, "R": 7}))
    maya = Participant.objects.get(assessment=made, user=world.maya.user)
    scenario = Scenario.objects.filter(assessment=made, number_code="Av3").get()
    with changes.record(made, maya, "test") as change:
        codes = [
            new_driver(change, statement="Next").code,
            new_finding(change, kind="R", title="Next").code,
            new_finding(change, kind="T", title="Next").code,
            new_scenario(change, refinement=scenario.refinement, statement="Next").code,
        ]
    assert codes == ["BD4", "R8", "T4", "Av4"]


@pytest.mark.parametrize("code", ["Av" + "9" * 18, "Availability99"])
def test_a_code_that_no_counter_can_hold_is_kept_and_counted_by_none(world, code):
    fill(world, 1)
    file = read_file(export(world.assessment))
    [scenario] = file.rows["Scenario"]
    scenario["number_code"] = code
    made = apply_file(owner=world.maya.user, file=file)
    again = read_file(export(made))
    assert [scenario["number_code"] for scenario in again.rows["Scenario"]] == [code]
    assert again.counters == file.counters


def test_from_the_shell(world, tmp_path, capsys):
    fill(world, 1)
    file = tmp_path / "out.json"
    call_command("export_assessment", world.assessment.public_id, "--format", "json", "--output", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "atam-workbench"
    call_command("import_assessment", str(file), "--owner", "maya@example.org")
    assert world.assessment.title in capsys.readouterr().out
    assert Assessment.objects.filter(title=world.assessment.title).count() == 2
    with pytest.raises(CommandError, match=r"no account nobody@example\.org"):
        call_command("import_assessment", str(file), "--owner", "nobody@example.org")


def test_a_whole_installation_leaves_from_the_shell_and_comes_back(world, tmp_path, capsys):
    fill(world, 1)
    other = create_assessment(owner=world.maya.user, title="Ledger")
    gone = create_assessment(owner=world.maya.user, title="Given up")
    delete_assessment(assessment=gone, actor=Participant.objects.get(assessment=gone))
    folder = tmp_path / "leaving" / "today"  # made where it is not there
    call_command("export_assessment", "--all", "--format", "json", "--output", str(folder))
    files = sorted(folder.iterdir())
    assert {file.name for file in files} == {f"{a.public_id}.json" for a in (world.assessment, other)}
    before = {file.name: file.read_bytes() for file in files}
    assert "Ledger" in capsys.readouterr().out

    empty_installation()
    make_user("Ada", "Administrator")
    call_command("import_assessment", *map(str, files), "--owner", "ada@example.org")
    call_command("export_assessment", "--all", "--format", "json", "--output", str(folder))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before

    files[0].write_text("no JSON")
    with pytest.raises(CommandError, match=rf"{files[0].name} was not imported\. The file is no JSON"):
        call_command("import_assessment", str(files[0]), "--owner", "ada@example.org")
    with pytest.raises(CommandError, match="one of the arguments"):
        call_command("export_assessment", "--output", str(tmp_path))
    with pytest.raises(CommandError, match=r"below a file cannot be written: Not a directory"):
        call_command("export_assessment", "--all", "--output", str(files[0] / "below a file"))
