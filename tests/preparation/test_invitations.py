"""Invitations by link and by letter: made, sent, taken up once, revoked, run out; strangers learn nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assessments.errors import Refused
from assessments.invitations import hash_of
from assessments.models import Change, ChangeItem, Invitation, Participant, User
from assessments.preparation import invitation_actions as actions
from assessments.preparation.rules import why_not_remind
from assessments.transfer.export import export
from tests.conftest import make_user

TITLE = "FinTech Platform"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def text(response) -> str:
    return " ".join(response.content.decode().split())


def invite(world, *, who=None, **data):
    data = {"invited_role": "architect", "days": "14", "invited_name": "", "invited_email": ""} | data
    return world.client(who or world.maya).post(world.url("invitations/"), data)


def link_in(page: str) -> str:
    """The path of the link that a page or letter shows."""
    [path] = set(re.findall(r"http://testserver(/join/[\w-]+/)", page))
    return path


def link(world, **data) -> str:
    response = invite(world, **data)
    assert response.status_code == 200
    return link_in(text(response))


def manage(world, **data):
    row = Invitation.objects.order_by("pk").last()
    return world.client(world.maya).post(world.url(f"invitations/{row.public_id}/"), data, follow=True)


def sign_up(client, name="Ines Prado", email="ines@example.org", to="/"):
    data = {"name": name, "email": email, "password1": "correct horse battery", "next": to}
    return client.post("/accounts/signup/", data)


class TestTakingUp:
    def test_a_member_of_the_installation_joins_with_the_role(self, world):
        path = link(world)
        sam = world.client(world.sam)

        page = text(sam.get(path))
        assert f"Join {TITLE}" in page
        assert "Maya Okafor invites you to take part in this architecture evaluation as architect." in page
        assert "Join as Sam Stranger" in page
        response = sam.post(path, follow=True)

        assert response.redirect_chain == [(world.url(), 302)]
        assert f"You take part in {TITLE} now." in text(response)
        me = Participant.objects.get(user=world.sam)
        assert (me.role, me.group, me.name) == ("architect", "decision_maker", "Sam Stranger")
        assert "<b>Sam Stranger</b> took up an invitation" in text(world.client(world.maya).get(world.url()))
        assert "Taken up" in text(world.client(world.maya).get(world.url("people/")))

    @pytest.mark.parametrize("signed_in", [True, False])
    def test_the_page_says_when_it_ends_by_the_clock_of_the_evaluation(self, world, signed_in):
        world.assessment.time_zone = "Europe/Berlin"
        world.assessment.save(update_fields=["time_zone"])
        path = link(world)
        Invitation.objects.update(expires_at=datetime(2126, 12, 6, 23, 30, tzinfo=UTC))

        page = text((world.client(world.sam) if signed_in else Client()).get(path))

        assert "The invitation is good until 7 December 2126, 00:30 (Europe/Berlin)." in page

    def test_a_stranger_signs_up_though_sign_up_is_closed_and_joins(self, world, settings):
        settings.ALLOW_SIGN_UP = False
        path = link(world, invited_role="evaluator")
        ines = Client()
        assert "Sign-up is closed" in text(ines.get("/accounts/signup/"))

        page = text(ines.get(path))
        assert f'href="/accounts/signup/?next={path}"' in page
        assert "Sign up" in text(ines.get(f"/accounts/login/?next={path}"))
        response = sign_up(ines, to=path)

        assert response["Location"] == path
        assert "Join as Ines Prado" in text(ines.get(path))
        ines.post(path)
        assert Participant.objects.get(user__email="ines@example.org").role == "evaluator"
        ines.post("/accounts/logout/")
        assert sign_up(ines, email="second@example.org").status_code == 200, "the link opened one account"
        assert not User.objects.filter(email="second@example.org").exists()

    def test_signing_in_leads_back_to_the_invitation(self, world):
        path = link(world)
        page = text(Client().get(path))
        assert f'href="/accounts/login/?next={path}"' in page
        assert "Join as" not in page

    def test_who_was_named_before_is_linked_and_not_doubled(self, world):
        path = link(world, invited_name="Ines Prado", invited_role="architect")
        named = Participant.objects.get(name="Ines Prado")
        assert (named.user, named.role, named.group) == (None, "architect", "decision_maker")
        ines = make_user("Inês", "P.")

        world.client(ines).post(path)

        named.refresh_from_db()
        assert (named.user, named.name) == (ines, "Ines Prado")
        assert Participant.objects.filter(user=ines).count() == 1

    def test_a_namesake_without_account_is_linked_too(self, world):
        from assessments.overview.actions import add_participant

        named = add_participant(assessment=world.assessment, actor=world.maya, name="SAM  stranger")
        world.client(world.sam).post(link(world))

        named.refresh_from_db()
        assert (named.user, named.role) == (world.sam, "architect")

    def test_who_takes_part_already_keeps_their_role(self, world):
        path = link(world, invited_role="lead")

        assert world.client(world.vera).post(path)["Location"] == world.url()

        assert Participant.objects.get(pk=world.vera.pk).role == "viewer"
        assert Invitation.objects.get().used_at is None

    def test_joining_is_one_change_that_a_lead_can_take_back(self, world):
        world.client(world.sam).post(link(world))
        world.assessment.refresh_from_db()

        world.client(world.maya).post(world.url(f"undo/{world.assessment.revision}/"))

        assert world.client(world.sam).get(world.url()).status_code == 404


class TestWhatNoLongerWorks:
    def refused(self, world, path, sentence):
        for client in (Client(), world.client(world.sam)):
            for response in (client.get(path), client.post(path)):
                page = text(response)
                assert response.status_code == 410
                assert sentence in page
                assert TITLE not in page
        assert not Participant.objects.filter(user=world.sam).exists()

    def test_revoked(self, world):
        path = link(world)
        assert "its link works no longer" in text(manage(world, revoke="1"))
        self.refused(world, path, "This invitation was withdrawn.")

    def test_run_out(self, world):
        path = link(world, days="1")
        Invitation.objects.update(expires_at=timezone.now())
        self.refused(world, path, "This invitation has run out.")
        assert "Ran out" in text(world.client(world.maya).get(world.url("people/")))

    def test_used(self, world):
        path = link(world)
        world.client(make_user("Ines", "Prado")).post(path)
        self.refused(world, path, "a link works once")
        assert "To end the access, remove the person." in text(manage(world, revoke="1"))
        assert "This invitation was taken up already." in text(manage(world, renew="1"))

    def test_replaced_by_a_new_link(self, world):
        path = link(world)
        fresh = link_in(text(manage(world, renew="1")))
        assert world.client(world.sam).get(path).status_code == 404
        assert world.client(world.sam).get(fresh).status_code == 200

    def test_of_a_person_who_was_removed(self, world):
        path = link(world, invited_name="Ines Prado")
        person = Participant.objects.get(name="Ines Prado")
        world.client(world.maya).post(world.url(f"people/{person.public_id}/"), {"remove": "1"})
        self.refused(world, path, "This invitation was withdrawn.")

    def test_of_an_assessment_that_was_deleted(self, world):
        path = link(world)
        world.client(world.maya).post(world.url("delete/"))
        response = world.client(world.sam).get(path)
        assert (response.status_code, TITLE in text(response)) == (404, False)

    def test_no_sign_up_without_an_open_invitation(self, world, settings):
        settings.ALLOW_SIGN_UP = False
        path, ines = link(world), Client()
        ines.get(path)
        manage(world, revoke="1")

        sign_up(ines)

        assert not User.objects.filter(email="ines@example.org").exists()

    @pytest.mark.parametrize("token", ["wrong", "x" * 5_000, "%F0%9F%98%80"])
    def test_a_wrong_token_tells_nothing(self, world, token):
        link(world)
        for client in (Client(), world.client(world.sam)):
            response = client.get(f"/join/{token}/")
            assert response.status_code == 404
            assert "No invitation has this link." in text(response)
            assert TITLE not in text(response)


class TestLetters:
    def test_a_letter_is_sent_with_the_link_and_the_end(self, world):
        response = invite(world, invited_email="Ines@Example.org", invited_name="Ines Prado", days="7")

        [letter] = mail.outbox
        assert (letter.to, letter.subject) == (["ines@example.org"], f"Invitation to the evaluation {TITLE}")
        assert (
            f"Maya Okafor invites you to take part in the architecture evaluation {TITLE} as architect" in letter.body
        )
        assert letter.reply_to == ["maya@example.org"]
        path = link_in(letter.body)
        assert link_in(text(response)) == path
        assert "The invitation was sent to ines@example.org." in text(response)
        row = Invitation.objects.get()
        assert timedelta(days=6, hours=23) < row.expires_at - timezone.now() <= timedelta(days=7)
        page = text(world.client(world.maya).get(world.url("people/")))
        assert "ines@example.org" in page
        assert path not in page, "a link is shown once"

    def test_only_the_hash_of_the_token_is_stored(self, world):
        token = link(world, invited_name="Ines Prado").split("/")[2]

        assert Invitation.objects.get().token_hash == hash_of(token)
        logged = str(list(ChangeItem.objects.values()))
        assert token not in logged
        assert hash_of(token) not in logged

    def test_markup_and_line_breaks_in_a_title_stay_text(self, world):
        world.assessment.title = "R&D <b>x</b>"
        world.assessment.save(update_fields=["title"])
        invite(world, invited_email="ines@example.org")
        assert mail.outbox[0].subject == "Invitation to the evaluation R&D <b>x</b>"
        assert "R&D <b>x</b>" in mail.outbox[0].body

    def test_a_dead_mail_server_is_said_and_the_link_shown(self, world, settings):
        settings.EMAIL_BACKEND = "tests.preparation.test_invitations.DeadServer"

        page = text(invite(world, invited_email="ines@example.org"))

        assert "The letter to ines@example.org could not be sent." in page
        assert "/join/" in page
        assert Invitation.objects.get().sent_at is None

    @pytest.mark.parametrize("name", ["console", "dummy"])
    def test_where_no_letter_can_leave_none_is_said_to_be_sent(self, world, settings, capsys, name):
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{name}.EmailBackend"

        page = text(invite(world, invited_email="ines@example.org"))

        assert "The letter to ines@example.org could not be sent." in page
        assert "This installation has no mail server (its setting EMAIL_URL names none)." in page
        assert Client().get(link_in(page)).status_code == 200
        assert Invitation.objects.get().sent_at is None
        assert "Not sent" in page
        assert capsys.readouterr().out == "", "the link is a secret: it is not printed either"

    def test_sending_again_makes_a_new_link_and_not_within_the_minute(self, world):
        invite(world, invited_email="ines@example.org")
        assert "less than a minute ago" in text(manage(world, renew="1"))
        Invitation.objects.update(sent_at=timezone.now() - timedelta(minutes=2))

        manage(world, renew="1")

        first, second = (link_in(letter.body) for letter in mail.outbox)
        assert first != second
        assert Client().get(first).status_code == 404
        assert Client().get(second).status_code == 200

    def test_a_second_invitation_to_one_address_replaces_the_first(self, world):
        invite(world, invited_email="ines@example.org")
        first = link_in(mail.outbox[0].body)
        invite(world, invited_email="INES@example.org", invited_role="viewer")
        assert Client().get(first).status_code == 410
        assert Client().get(link_in(mail.outbox[1].body)).status_code == 200

    def test_there_are_only_so_many(self, world, monkeypatch):
        monkeypatch.setattr("assessments.preparation.rules.INVITATIONS_OPEN", 2)
        monkeypatch.setattr("assessments.preparation.rules.LETTERS_AN_HOUR", 1)
        invite(world, invited_email="ines@example.org")
        response = invite(world, invited_email="lars@example.org")
        assert (response.status_code, "went out within the hour" in text(response)) == (422, True)
        assert 'value="lars@example.org"' in text(response)
        link(world)
        assert "2 invitations are open already." in text(invite(world))
        assert len(mail.outbox) == 1


def invited(world, *, name="Ines Prado"):
    """An invitation to Ines, whose letter went out two hours ago."""
    invite(world, invited_email="ines@example.org", invited_name=name)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=2))
    return Invitation.objects.get()


class TestReminders:
    def test_a_reminder_brings_a_link_of_its_own_and_the_list_says_when(self, world):
        row = invited(world)
        page = text(world.client(world.maya).get(world.url("people/")))
        assert 'name="remind" value="1">Remind<span class="vh"> Ines Prado</span>' in page

        page = text(manage(world, remind="1"))

        first, letter = mail.outbox
        assert letter.subject == f"Reminder: invitation to the evaluation {TITLE}"
        assert f"Maya Okafor invited you to take part in the architecture evaluation {TITLE}" in letter.body
        assert "The link sent before works no longer:" in letter.body
        assert "A reminder was sent to ines@example.org." in page
        assert link_in(page) == link_in(letter.body)
        assert f"Reminded {Invitation.objects.get().reminded_at:%-d %b}" in page
        assert Client().get(link_in(first.body)).status_code == 404
        assert Client().get(link_in(letter.body)).status_code == 200
        assert Invitation.objects.get().expires_at == row.expires_at, "a reminder gives no more days"

    def test_nobody_is_reminded_twice_within_the_hour(self, world):
        invited(world)
        manage(world, remind="1")

        assert "A letter went to this address less than an hour ago." in text(manage(world, remind="1"))
        assert len(mail.outbox) == 2
        Invitation.objects.update(reminded_at=timezone.now() - timedelta(minutes=61))
        manage(world, remind="1")
        assert len(mail.outbox) == 3

    def test_a_dead_mail_server_is_said_and_nobody_counts_as_reminded(self, world, settings):
        invited(world)
        settings.EMAIL_BACKEND = "tests.preparation.test_invitations.DeadServer"

        page = text(manage(world, remind="1"))

        assert "The letter to ines@example.org could not be sent." in page
        assert "/join/" in page
        assert "Reminded" not in page
        assert Invitation.objects.get().reminded_at is None

    def test_reminding_renewing_and_revoking_are_told_and_not_undone(self, world):
        invited(world)
        manage(world, remind="1")
        manage(world, renew="1")
        manage(world, revoke="1")

        maya = world.client(world.maya)
        for address in (world.url(), world.url("history/")):
            page = text(maya.get(address))
            for sentence in (
                "reminded Ines Prado of the invitation",
                "gave the invitation of Ines Prado a new link",
                "revoked the invitation of Ines Prado",
            ):
                assert f"<b>Maya Okafor</b> {sentence}" in page
                assert f'Undo<span class="vh"> {sentence}' not in page
        world.assessment.refresh_from_db()
        answer = maya.post(world.url(f"undo/{world.assessment.revision}/"), follow=True)
        assert "What was done to an invitation cannot be undone." in text(answer)
        assert Invitation.objects.get().revoked_at

    def test_an_address_alone_is_not_told(self, world):
        invited(world, name="")
        manage(world, remind="1")
        page = text(world.client(world.vera).get(world.url()))
        assert "<b>Maya Okafor</b> reminded somebody of an invitation" in page
        assert "ines@example.org" not in page

    def test_neither_token_nor_address_reach_the_log_or_the_export(self, world):
        invited(world)
        tokens = [link_in(text(manage(world, remind="1"))).split("/")[2]]
        tokens.append(link_in(text(manage(world, renew="1"))).split("/")[2])
        manage(world, revoke="1")

        items = ChangeItem.objects.filter(entity="Invitation")
        assert [(item.label, item.before, item.after) for item in items] == [("Ines Prado", {}, {})] * 3
        exported = export(world.assessment).decode()
        for secret in (*tokens, *map(hash_of, tokens), "ines@example.org"):
            assert secret not in str(list(ChangeItem.objects.values()))
            assert secret not in exported


@pytest.mark.parametrize(
    ("standing", "email", "minutes", "sentence"),
    [
        ("open", "ines@example.org", None, ""),
        ("open", "ines@example.org", 60, ""),
        ("open", "ines@example.org", 59, "less than an hour ago"),
        ("open", "", None, "has no e-mail address"),
        ("expired", "ines@example.org", None, "has run out"),
        ("revoked", "ines@example.org", None, "was revoked"),
        ("used", "ines@example.org", None, "taken up already"),
    ],
)
def test_why_nobody_is_reminded(standing, email, minutes, sentence):
    since = None if minutes is None else timedelta(minutes=minutes)
    reason = why_not_remind(standing, email=email, since_letter=since)
    assert sentence in reason
    assert bool(reason) == bool(sentence)


class DeadServer:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"invited_email": "jonas@example.org"}, "This person takes part already."),
        ({"invited_name": "jonas weber"}, "Jonas Weber can sign in and takes part already."),
        ({"invited_role": "king"}, "Select a valid choice"),
        ({"days": "9000"}, "Select a valid choice"),
        ({"invited_email": "no address"}, "Enter a valid email address"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(world, data, sentence):
    response = invite(world, **data)

    assert response.status_code == 422
    assert sentence in text(response)
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_a_lead_is_not_made_of_somebody_who_cannot_sign_in(world):
    invite(world, invited_name="Ines Prado", invited_role="lead")
    assert Participant.objects.get(name="Ines Prado").role == ""


def test_an_unknown_role_is_refused_by_the_action_too(world):
    with pytest.raises(Refused, match="There is no such role"):
        actions.invite(assessment=world.assessment, actor=world.maya, role="king", days=1)


def test_inviting_is_for_leads(world):
    link(world)
    row = Invitation.objects.get()
    before = Change.objects.count()
    for path in ("invitations/", f"invitations/{row.public_id}/"):
        address = world.url(path)
        assert world.client(world.sam).post(address).status_code == 404
        assert world.client(world.jonas).post(address).status_code == 403
        assert world.client(world.maya).get(address).status_code == 405
    assert Client().delete("/join/wrong/").status_code == 405
    gone = world.client(world.maya).post(world.url("invitations/unknown/"), {"revoke": "1"}, follow=True)
    assert "This was deleted in the meantime." in text(gone)
    assert Change.objects.count() == before


def test_an_invitation_of_another_assessment_is_out_of_reach(world):
    from assessments.overview.actions import create_assessment

    other = create_assessment(owner=world.sam, title="Other")
    link(world)
    row = Invitation.objects.get()
    world.client(world.sam).post(f"/a/{other.public_id}/invitations/{row.public_id}/", {"revoke": "1"})
    row.refresh_from_db()
    assert row.revoked_at is None


def test_the_list_costs_the_same_queries_however_many(world, django_assert_num_queries):
    maya = world.client(world.maya)
    maya.get(world.url("people/"))
    for number in (1, 4, 45):
        for index in range(number):
            actions.invite(
                assessment=world.assessment, actor=world.maya, role="viewer", days=1, name=f"Guest {number} {index}"
            )
        with django_assert_num_queries(10):
            maya.get(world.url("people/"))
