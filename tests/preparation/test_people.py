"""Who takes part, with which role and duties: for the leads of an assessment."""

import re

from assessments.models import Participant
from assessments.preparation.people_actions import person_value
from tests.conftest import make_user


def text(response) -> str:
    return " ".join(response.content.decode().split())


class TestPeople:
    def test_a_member_is_added_by_the_address_of_their_account(self, world):
        make_user("Aisha", "Rahman")
        data = {"email": "Aisha@Example.org", "role": "evaluator", "group": "evaluation_team"}

        page = text(world.client(world.maya).post(world.url("people/"), data, follow=True))

        aisha = Participant.objects.get(assessment=world.assessment, name="Aisha Rahman")
        assert (aisha.role, aisha.user.email) == ("evaluator", "aisha@example.org")
        assert "Aisha Rahman takes part now." in page

    def test_somebody_without_an_account_is_only_named(self, world):
        data = {"name": "Lars Lindqvist", "email": "", "role": "evaluator", "group": "evaluation_team"}
        data |= {"duties": ["questioner", "timekeeper"], "organisation": "Ostrow Advisory"}

        answer = world.client(world.maya).post(world.url("people/"), data)

        assert answer.url == world.url("people/") + "#add-person", "the next one is added there"
        lars = Participant.objects.get(name="Lars Lindqvist")
        assert (lars.role, lars.user, lars.organisation) == ("evaluator", None, "Ostrow Advisory")
        assert lars.team_roles == ["questioner", "timekeeper"]

    def test_who_was_named_before_gets_the_account_and_is_not_doubled(self, world):
        aisha = make_user("Aisha", "Rahman")
        maya, part = world.client(world.maya), {"role": "evaluator", "group": "evaluation_team"}
        maya.post(world.url("people/"), {"name": "AISHA  rahman", "duties": ["questioner"], **part})

        maya.post(world.url("people/"), {"email": "aisha@example.org", "organisation": "Ostrow Advisory", **part})

        row = Participant.objects.get(assessment=world.assessment, user=aisha)
        assert (row.name, row.organisation, row.team_roles) == ("AISHA rahman", "Ostrow Advisory", ["questioner"])
        assert Participant.objects.filter(assessment=world.assessment, name__iexact="aisha rahman").count() == 1
        assert world.client(aisha).get(world.url()).status_code == 200

    def test_refusals_say_what_to_do(self, world):
        maya = world.client(world.maya)

        def refused(**data):
            response = maya.post(world.url("people/"), {"role": "viewer", "group": "stakeholder"} | data)
            assert response.status_code == 422
            return text(response)

        assert "Nobody here has an account with this address." in refused(email="nobody@example.org")
        assert "takes part already" in refused(email="jonas@example.org")
        assert "Write a name, or the e-mail address of an account." in refused(email="", name="")
        assert "A lead must be able to sign in." in refused(name="Lars Lindqvist", role="lead")
        page = refused(name="Lars Lindqvist", duties=["questioner"])
        assert "Roles in the evaluation team are for its members." in page
        assert 'value="Lars Lindqvist"' in page
        assert re.search(r'value="questioner"[^>]* checked', page)

    def test_two_people_of_one_name_are_told_apart(self, world):
        make_user("Jonas", "Weber", "example.net")
        maya, part = world.client(world.maya), {"role": "viewer", "group": "stakeholder"}

        for data in ({"name": "jonas WEBER"}, {"email": "jonas@example.net"}):
            answer = maya.post(world.url("people/"), data | part)
            assert (answer.status_code, "Jonas Weber is in the list already." in text(answer)) == (422, True)
        maya.post(world.url("people/"), {"email": "jonas@example.net", "name": "Jonas Weber (Ostrow)", **part})

        assert Participant.objects.get(name="Jonas Weber (Ostrow)").user.email == "jonas@example.net"

    def test_roles_change_and_people_leave(self, world):
        maya = world.client(world.maya)

        maya.post(world.url(f"people/{world.vera.public_id}/"), {"role": "evaluator"})
        maya.post(world.url(f"people/{world.priya.public_id}/"), {"remove": "1"})

        assert Participant.objects.get(pk=world.vera.pk).role == "evaluator"
        assert world.client(world.priya).get(world.url()).status_code == 404

    def test_two_leads_choose_at_once_and_the_second_gets_both_roles(self, world):
        maya = world.client(world.maya)
        address = world.url(f"people/{world.vera.public_id}/")
        assert 'name="base_role" value="viewer"' in maya.get(world.url("people/")).content.decode()
        maya.post(address, {"role": "evaluator", "base_role": "viewer"})

        answer = maya.post(address, {"role": "architect", "base_role": "viewer"})

        assert answer.status_code == 409
        said = text(answer)
        assert "Maya Okafor gave Vera" in said
        assert "another role meanwhile: Evaluator. Yours, Architect, is not stored" in said
        assert Participant.objects.get(pk=world.vera.pk).role == "evaluator"
        assert maya.post(address, {"role": "viewer", "base_role": "viewer"}).status_code == 302
        assert Participant.objects.get(pk=world.vera.pk).role == "evaluator"
        maya.post(address, {"role": "architect", "base_role": "evaluator"})
        assert Participant.objects.get(pk=world.vera.pk).role == "architect"

    def test_a_lead_stays(self, world):
        maya = world.client(world.maya)
        address = world.url(f"people/{world.maya.public_id}/")

        for data in ({"role": "viewer"}, {"remove": "1"}):
            assert "This is the only lead." in text(maya.post(address, data, follow=True))
        assert "There is no such role." in text(maya.post(address, {"role": "king"}, follow=True))
        assert Participant.objects.get(pk=world.maya.pk).role == "lead"

    def test_access(self, world):
        address = world.url(f"people/{world.vera.public_id}/")

        assert world.client(world.sam).post(address, {"role": "lead"}).status_code == 404
        assert world.client(world.jonas).post(address, {"role": "lead"}).status_code == 403
        assert world.client(world.maya).delete(address).status_code == 405
        assert world.client(world.sam).get(address).status_code == 404
        assert world.client(world.jonas).get(address).status_code == 403
        assert world.client(world.maya).get(world.url("people/nobody/")).status_code == 404
        assert world.client(world.sam).post(address + "edit/").status_code == 404
        assert world.client(world.jonas).post(address + "edit/").status_code == 403
        assert world.client(world.maya).get(address + "edit/").status_code == 405


class TestOnePerson:
    def save(self, world, person, **fields):
        person.refresh_from_db()
        stored = {name: person_value(person, name) for name in ("name", "organisation", "group", "role", "team_roles")}
        duties = {"team_roles": ["", *person.team_roles]}
        data = {**stored, **duties, **{f"base_{name}": text for name, text in stored.items()}, **fields}
        address = world.url(f"people/{person.public_id}/edit/")
        response = world.client(world.maya).post(address, data, headers={"HX-Request": "true"})
        person.refresh_from_db()
        return response

    def test_holds_several_roles_in_the_team_and_loses_them_again(self, world):
        response = self.save(world, world.jonas, team_roles=["", "questioner", "timekeeper"], organisation="Ostrow")

        assert response.status_code == 200
        assert (world.jonas.team_roles, world.jonas.organisation) == (["questioner", "timekeeper"], "Ostrow")
        page = text(world.client(world.maya).get(world.url(f"people/{world.jonas.public_id}/")))
        assert 'value="questioner" id="person-' in page
        assert len(re.findall(r'name="team_roles"[^>]* checked', page)) == 2
        assert "Questioner, Timekeeper" in text(world.client(world.vera).get(world.url("preparation/")))
        self.save(world, world.jonas, team_roles=[""])
        assert world.jonas.team_roles == []

    def test_team_roles_are_for_the_team(self, world):
        response = self.save(world, world.priya, team_roles=["", "questioner"])

        assert response.status_code == 422
        assert "Roles in the evaluation team are for its members." in text(response)
        assert world.priya.team_roles == []

    def test_who_cannot_sign_in_cannot_lead_but_can_be_the_architect(self, world):
        world.client(world.maya).post(
            world.url("people/"), {"name": "Ines Prado", "email": "", "role": "architect", "group": "decision_maker"}
        )
        ines = Participant.objects.get(name="Ines Prado")
        assert (ines.role, ines.user) == ("architect", None)

        assert "A lead must be able to sign in." in text(self.save(world, ines, role="lead"))
        assert ines.role == "architect"

    def test_the_only_lead_stays_one(self, world):
        assert "This is the only lead." in text(self.save(world, world.maya, role="viewer"))
        assert "Write the person" in text(self.save(world, world.maya, name=" "))
        assert (world.maya.role, world.maya.name) == ("lead", "Maya Okafor")

    def test_two_leads_on_one_person_lose_nothing(self, world):
        self.save(world, world.jonas, team_roles=["", "questioner"])

        response = self.save(
            world, world.jonas, base_team_roles="", team_roles=["", "timekeeper"], name="Jonas A. Weber"
        )

        assert response.status_code == 409
        assert "Questioner" in text(response)
        assert (world.jonas.team_roles, world.jonas.name) == (["questioner"], "Jonas A. Weber")
        settled = {"base_team_roles": "questioner", "team_roles": ["", "timekeeper"], "keep_team_roles": "theirs"}
        assert self.save(world, world.jonas, **settled).status_code == 200
        assert world.jonas.team_roles == ["questioner"]
