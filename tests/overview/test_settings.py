"""Settings, deleting and restoring: for the leads of an assessment."""

import re

from assessments.models import Assessment
from assessments.recommendations.actions import add_recommendation

FORM = {
    "title": "FinTech Platform",
    "system": "Payments",
    "summary": "",
    "status": "draft",
    "confidentiality": "",
    "started_on": "",
    "ended_on": "",
    "time_zone": "UTC",
}


def text(response) -> str:
    return " ".join(response.content.decode().split())


class TestSettings:
    def test_are_saved_and_can_be_taken_back(self, world):
        maya = world.client(world.maya)
        data = FORM | {"title": "FinTech 2", "time_zone": "Europe/Berlin", "started_on": "2026-06-09"}

        page = text(maya.post(world.url("settings/"), data, follow=True))

        world.assessment.refresh_from_db()
        assert (world.assessment.title, world.assessment.time_zone) == ("FinTech 2", "Europe/Berlin")
        assert str(world.assessment.started_on) == "2026-06-09"
        assert "Settings saved." in page
        maya.post(world.url(f"undo/{world.assessment.revision}/"))
        world.assessment.refresh_from_db()
        assert (world.assessment.title, world.assessment.started_on) == ("FinTech Platform", None)

    def test_bad_input_is_said_and_kept(self, world):
        data = FORM | {"title": "", "system": "Kept", "ended_on": "soon"}

        response = world.client(world.maya).post(world.url("settings/"), data)

        assert response.status_code == 422
        assert "Give the assessment a title." in text(response)
        assert 'value="Kept"' in text(response)
        data = FORM | {"started_on": "2026-06-09", "ended_on": "2026-06-01"}
        response = world.client(world.maya).post(world.url("settings/"), data)
        assert response.status_code == 422
        assert "cannot end before it started" in text(response)

    def test_two_people_on_one_field_lose_nothing(self, world):
        base = {f"base_{name}": value for name, value in FORM.items()}
        maya = world.client(world.maya)
        maya.post(world.url("settings/"), FORM | base | {"system": "Payments, release 4"})

        mine = FORM | base | {"system": "Payments core", "title": "New title"}
        response = maya.post(world.url("settings/"), mine)

        page = text(response)
        assert response.status_code == 409
        assert "Two people changed the system of this assessment" in page
        assert "Maya Okafor saved at" in page
        assert re.search(r"<b>Theirs</b>.*Payments<ins>, release 4</ins>", page)
        assert 'name="keep_system" value="theirs"' in page
        assert 'value="Payments core"' in page
        world.assessment.refresh_from_db()
        assert world.assessment.system == "Payments, release 4"
        assert world.assessment.title == "New title", "a field nobody else touched is stored"

        # What the page holds now, sent again with a choice, settles it either way.
        again = mine | {"base_system": "Payments, release 4", "base_title": "New title"}
        maya.post(world.url("settings/"), again | {"keep_system": "theirs"})
        world.assessment.refresh_from_db()
        assert world.assessment.system == "Payments, release 4"
        maya.post(world.url("settings/"), again | {"keep_system": "mine"})
        world.assessment.refresh_from_db()
        assert world.assessment.system == "Payments core"

    def test_access(self, world):
        for path in ("settings/",):
            assert world.client(world.sam).get(world.url(path)).status_code == 404
            assert world.client(world.jonas).get(world.url(path)).status_code == 403
            assert world.client(world.maya).delete(world.url(path)).status_code == 405


class TestExtensions:
    """Recommendations go beyond the SEI's method: they are off until somebody wants them."""

    def spine(self, world):
        page = text(world.client(world.vera).get(world.url("tree/")))
        return re.search(r"<h2>Outputs</h2>(.*?)</ul>", page).group(1)

    def test_are_switched_on_by_hand_and_taken_back(self, world):
        maya = world.client(world.maya)
        assert "Recommendations" not in self.spine(world)

        page = text(
            maya.post(world.url("settings/extensions/"), {"section": "recommendations", "on": "1"}, follow=True)
        )

        assert "Switched on." in page
        assert "Switch recommendations off" in page
        assert "Recommendations" in self.spine(world)
        world.assessment.refresh_from_db()
        maya.post(world.url(f"undo/{world.assessment.revision}/"))
        assert "Recommendations" not in self.spine(world)

    def test_come_into_sight_with_the_first_row_and_stay_while_there_is_one(self, world):
        add_recommendation(assessment=world.assessment, actor=world.maya, line="Rotate keys")

        assert "Recommendations" in self.spine(world)
        page = text(world.client(world.maya).get(world.url("settings/")))
        assert "1 recommendation is written" in page
        assert "Switch recommendations" not in page
        off = {"section": "recommendations", "on": "0"}
        answer = text(world.client(world.maya).post(world.url("settings/extensions/"), off, follow=True))
        assert "Something is written in it." in answer

    def test_no_section_of_the_method_is_switched_off(self, world):
        before = world.assessment.sections
        off = {"section": "tree", "on": "0"}
        answer = text(world.client(world.maya).post(world.url("settings/extensions/"), off, follow=True))

        assert "The method needs this section." in answer
        world.assessment.refresh_from_db()
        assert world.assessment.sections == before

    def test_access(self, world):
        on = {"section": "recommendations", "on": "1"}
        assert world.client(world.jonas).post(world.url("settings/extensions/"), on).status_code == 403
        assert world.client(world.sam).post(world.url("settings/extensions/"), on).status_code == 404
        assert world.client(world.maya).get(world.url("settings/extensions/")).status_code == 405


class TestDeleting:
    def test_leaves_every_list_and_undo_brings_it_back(self, world):
        maya = world.client(world.maya)

        page = text(maya.post(world.url("delete/"), follow=True))

        restore = f"/restore/{world.assessment.public_id}/"
        assert "FinTech Platform was deleted." in page
        assert restore in page
        assert maya.get(world.url()).status_code == 404
        assert "FinTech Platform" not in world.client(world.jonas).get("/").content.decode()
        assert world.client(world.jonas).post(restore).status_code == 403
        assert world.client(world.sam).post(restore).status_code == 404
        assert maya.get(restore).status_code == 405
        maya.post(restore)
        assert "FinTech Platform" in text(maya.get(world.url()))
        assert Assessment.objects.get().deleted_at is None

    def test_access(self, world):
        assert world.client(world.sam).post(world.url("delete/")).status_code == 404
        assert world.client(world.jonas).post(world.url("delete/")).status_code == 403
        assert world.client(world.maya).get(world.url("delete/")).status_code == 405
