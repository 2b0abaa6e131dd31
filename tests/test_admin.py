"""The admin site shows everything and stores no content; what it does to an assessment goes through our actions."""

import re

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.mail import EmailMessage
from django.test import Client

from assessments import changes
from assessments.conflicts import Edit
from assessments.editing import edit_row
from assessments.models import Assessment, Change, Counter, Driver, FindingLink, Participant, User
from assessments.models.base import Row
from assessments.overview.actions import delete_assessment
from tests.conftest import PASSWORD, build_world
from tests.dossier.test_load import fill
from tests.recall import recalled

CONTENT = [model for model in apps.get_app_config("assessments").get_models() if issubclass(model, Row)]
# Jobs are work orders, shown nowhere; the admin has all other models.
SHOWN = [
    model
    for model in apps.get_app_config("assessments").get_models()
    if model.__name__ not in {"ReportJob", "Invitation"}
]


@pytest.fixture
def adam(db):
    return User.objects.create_superuser("adam@example.org", PASSWORD, name="Adam Admin")


@pytest.fixture
def admin(adam):
    client = Client()
    client.force_login(adam)
    return client


@pytest.fixture
def filled(db):
    """The world, with two rows of everything."""

    def build():
        world = build_world()
        fill(world, 2)
        return world

    return recalled("two rows of everything", build)


def address(model, *tail) -> str:
    return "/".join(["/admin/assessments", model.__name__.lower(), *map(str, tail), ""])


def text(answer) -> str:
    """The page's text without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_every_model_has_a_list_a_page_and_a_search(filled, admin, model):
    listed = admin.get(address(model), {"q": "zzz"})
    assert listed.status_code == 200
    listed = admin.get(address(model))
    assert listed.context["cl"].result_count == model.objects.count()
    row = model.objects.first()
    if row is not None:
        assert admin.get(address(model, row.pk, "change")).status_code == 200


@pytest.mark.parametrize("model", [*CONTENT, Assessment, Change, Counter], ids=lambda model: model.__name__)
def test_content_is_read_only_also_for_a_superuser(filled, admin, model):
    row = model.objects.first()
    if row is None:  # nothing of it in this world: the list of what may be added is enough
        assert admin.post(address(model, "add"), {}).status_code == 403
        return
    before = list(model.objects.order_by("pk").values())
    assert admin.get(address(model, "add")).status_code == 403
    assert admin.post(address(model, "add"), {"statement": "Smuggled"}).status_code == 403
    assert admin.post(address(model, row.pk, "change"), {"statement": "Smuggled"}).status_code == 403
    assert admin.post(address(model, row.pk, "delete"), {"post": "yes"}).status_code == 403
    admin.post(address(model), {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
    assert list(model.objects.order_by("pk").values()) == before


def test_search_and_filters_find_the_row(world, admin):
    fill(world, 3)
    found = admin.get(address(Driver), {"q": "Driver 1"})
    assert "BD2" in text(found)
    assert "BD1" not in text(found)
    here = admin.get(address(Driver), {"assessment__id__exact": world.assessment.pk, "category": "goal"})
    assert here.context["cl"].result_count == 3
    assert admin.get(address(Driver), {"deleted_at__isempty": "0"}).context["cl"].result_count == 0


def test_lists_take_the_same_number_of_queries_for_two_and_for_twelve_rows(world, admin, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(model) -> int:
        with CaptureQueriesContext(connection) as counted:
            admin.get(address(model))
        return len(counted)

    fill(world, 2)
    models = [*CONTENT, Change]
    few = {model.__name__: queries(model) for model in models}
    fill(world, 10, start=2)
    assert {model.__name__: queries(model) for model in models} == few


def test_the_history_of_a_row_tells_every_change_of_it(world, admin):
    with changes.record(world.assessment, world.maya, "driver.add") as change:
        driver = change.create(Driver, number=change.next_number("BD"), statement="Four nines")
    edit_row(
        assessment=world.assessment,
        actor=world.jonas,
        action="driver.edit",
        model=Driver,
        public_id=driver.public_id,
        edits={"statement": Edit("Four nines", "99.99% <b>availability</b>")},
    )
    page = admin.get(address(Driver, driver.pk, "history"))
    assert "History of BD1" in text(page)
    assert "Jonas Weber driver.edit BD1 changed" in text(page)
    assert "Maya Okafor driver.add BD1 created" in text(page)
    assert b"<del>Four nines</del> \xe2\x86\x92 99.99% &lt;b&gt;availability&lt;/b&gt;" in page.content


def test_the_page_of_an_assessment_lists_its_latest_changes_only(world, admin):
    for n in range(25):
        with changes.record(world.assessment, world.maya, "driver.add") as change:
            change.create(Driver, number=change.next_number("BD"), statement=f"Goal {n}")
    page = admin.get(address(Assessment, world.assessment.pk, "change"))
    revisions = [int(number) for number in re.findall(r'field-revision">\s*<p>(\d+)</p>', page.content.decode())]
    world.assessment.refresh_from_db()
    assert revisions == list(range(world.assessment.revision, world.assessment.revision - 20, -1))


def act(admin, action: str, *rows, model=Assessment):
    answer = admin.post(address(model), {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def test_deleting_and_restoring_an_assessment_goes_through_our_actions(world, admin, adam):
    assert act(admin, "delete", world.assessment) == ["FinTech Platform: Deleted."]
    world.assessment.refresh_from_db()
    assert world.assessment.deleted_at is not None
    assert world.client(world.maya).get(world.url()).status_code == 404
    assert act(admin, "restore", world.assessment) == ["FinTech Platform: Restored."]
    assert world.client(world.maya).get(world.url()).status_code == 200
    assert act(admin, "restore", world.assessment) == ["FinTech Platform: This assessment is already back."]
    log = Change.objects.filter(assessment=world.assessment).values_list("action", flat=True)[:2]
    assert list(log) == ["assessment.restore", "assessment.delete"]
    assert [entry.user for entry in LogEntry.objects.all()] == [adam, adam]


def test_undoing_the_last_change(world, admin):
    with changes.record(world.assessment, world.maya, "driver.add") as change:
        change.create(Driver, number=change.next_number("BD"), statement="A slip")
    assert act(admin, "undo_last_change", world.assessment) == ["FinTech Platform: Undid the last change."]
    assert not Driver.objects.living().exists()
    assert Change.objects.filter(assessment=world.assessment).first().action == "undo"


def test_an_administrator_who_takes_part_is_named_in_the_change_log(world, admin, adam):
    from assessments.overview.actions import add_participant

    add_participant(assessment=world.assessment, actor=world.maya, name="Adam", role="viewer", user=adam)
    act(admin, "delete", world.assessment)
    assert Change.objects.filter(assessment=world.assessment).first().actor_name == "Adam"


def test_staff_without_permission_see_no_actions(world):
    staff = User.objects.create_user("staff@example.org", PASSWORD, is_staff=True)
    from django.contrib.auth.models import Permission

    staff.user_permissions.add(Permission.objects.get(codename="view_assessment"))
    client = Client()
    client.force_login(staff)
    assert "FinTech Platform" in text(client.get(address(Assessment)))
    client.post(address(Assessment), {"action": "delete", "_selected_action": [world.assessment.pk]})
    world.assessment.refresh_from_db()
    assert world.assessment.deleted_at is None
    assert client.get(address(Driver)).status_code == 403


def test_the_admin_is_closed_to_everybody_else(world):
    assert Client().get("/admin/").url == "/admin/login/?next=/admin/"
    assert Client().get("/admin/login/?next=/admin/").url == "/accounts/login/?next=%2Fadmin%2F"
    assert world.client(world.maya).get("/admin/login/").status_code == 403


# --- Accounts ----------------------------------------------------------------------------------------------------


def test_an_account_is_made_invited_and_used(admin, mailoutbox):
    made = admin.post(
        address(User, "add"), {"email": "New@Example.org", "name": "Nia New", "usable_password": "false"}, follow=True
    )
    assert made.status_code == 200
    nia = User.objects.get(email="new@example.org")
    assert (nia.name, nia.has_usable_password(), nia.is_staff) == ("Nia New", False, False)
    assert act(admin, "invite", nia, model=User) == ["The link was sent to new@example.org."]
    [letter] = mailoutbox
    assert letter.to == ["new@example.org"]
    [link] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", letter.body)
    visitor = Client()
    form = visitor.get(link, follow=True)
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    visitor.post(form.redirect_chain[-1][0], chosen)
    assert Client().login(email="new@example.org", password=PASSWORD)


def test_who_gets_no_link_to_choose_a_password_is_named(world, admin, mailoutbox, settings, monkeypatch):
    jonas, elena = world.jonas.user, world.elena.user
    act(admin, "deactivate", elena, model=User)
    said = act(admin, "invite", jonas, elena, model=User)
    assert said == ["elena@example.org cannot sign in and was sent nothing.", "The link was sent to jonas@example.org."]
    assert [letter.to for letter in mailoutbox] == [["jonas@example.org"]]

    def refused(*args, **kwargs):
        raise ConnectionRefusedError(111, "Connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refused)
        assert act(admin, "invite", jonas, model=User) == [
            "The mail server did not take the letter to jonas@example.org (Connection refused)."
        ]
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    [said] = act(admin, "invite", jonas, model=User)
    assert said == "There is no mail server (EMAIL_URL): the link for jonas@example.org stands in the server's log."


def test_an_address_that_was_changed_opens_nothing_any_more(world, admin, mailoutbox):
    """As where a mailbox was lost: whoever has it must not get at the account by a new password."""
    jonas = world.jonas.user
    Client().post("/accounts/password/reset/", {"email": "jonas@example.org"})
    changed = {"email": "jonas@weber.example", "name": jonas.name, "is_active": "on"}
    assert admin.post(address(User, jonas.pk, "change"), changed).status_code == 302
    mailoutbox.clear()

    for old_or_new in ("jonas@example.org", "jonas@weber.example"):
        Client().post("/accounts/password/reset/", {"email": old_or_new})
    assert [letter.to for letter in mailoutbox if "/reset/key/" in letter.body] == [["jonas@weber.example"]]
    for email, signed_in in (("jonas@example.org", 200), ("jonas@weber.example", 302)):
        assert Client().post("/accounts/login/", {"login": email, "password": PASSWORD}).status_code == signed_in
    assert "Email addresses" not in text(admin.get("/admin/")), "an account has one address, its own"


def test_a_password_is_set_and_an_account_is_closed_and_opened_again(world, admin, adam):
    jonas = world.jonas.user
    admin.post(
        f"/admin/assessments/user/{jonas.pk}/password/",
        {"password1": "another long pass phrase", "password2": "another long pass phrase", "set-password": "1"},
    )
    assert Client().login(email=jonas.email, password="another long pass phrase")
    there = world.client(jonas)
    assert act(admin, "deactivate", jonas, adam, model=User)[-1] == "Your own account stays active."
    assert there.get("/").status_code == 302
    assert not Client().login(email=jonas.email, password="another long pass phrase")
    act(admin, "activate", jonas, model=User)
    assert Client().login(email=jonas.email, password="another long pass phrase")
    adam.refresh_from_db()
    assert adam.is_active


def test_an_address_taken_in_other_letters_is_refused(world, admin):
    answer = admin.post(address(User, "add"), {"email": "MAYA@example.org", "name": "Copy", "usable_password": "false"})
    assert "already exists" in text(answer)
    assert User.objects.filter(email__iexact="maya@example.org").count() == 1


def test_deleting_an_account_leaves_the_person_in_their_assessments(world, admin):
    gone = admin.post(address(User, world.elena.user.pk, "delete"), {"post": "yes"})
    assert gone.status_code == 302
    elena = Participant.objects.get(pk=world.elena.pk)
    assert (elena.name, elena.user) == ("Elena Rossi", None)


def test_guest_tokens_are_shown_nowhere(world, admin):
    Participant.objects.filter(pk=world.vera.pk).update(guest_token_hash="f00d" * 16)
    for path in ("", f"{world.vera.pk}/change/", f"{world.vera.pk}/history/"):
        assert b"f00df00d" not in admin.get(f"/admin/assessments/participant/{path}").content


def test_purging_from_the_list_takes_only_what_is_old(world, admin):
    fill(world, 1)
    delete_assessment(assessment=world.assessment, actor=world.maya)
    assert act(admin, "purge_deleted", world.assessment) == ["0 rows were purged."]
    assert FindingLink.objects.exists()
