"""Django's admin works under the same strict policy as every other page: the page fixture fails on any breach of it."""

import pytest
from playwright.sync_api import expect

from assessments.models import User
from tests.conftest import PASSWORD
from tests.dossier.test_load import fill


@pytest.fixture
def adam(world):
    return User.objects.create_superuser(world.sam.email.replace("sam", "adam"), PASSWORD, name="Adam Admin")


def test_an_administrator_looks_around_and_deletes_an_assessment(page, world, adam, signed_in):
    fill(world, 3)
    signed_in(page, adam)
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Accounts and assessments")).to_be_visible()
    page.goto("/admin/assessments/driver/")
    page.get_by_placeholder("Search").or_(page.locator("#searchbar")).first.fill("Driver 1")
    page.keyboard.press("Enter")
    row = page.locator("#result_list tbody tr").filter(has_text="FinTech Platform").first
    expect(row).to_contain_text("BD2")
    row.get_by_role("link", name="BD2").click()
    expect(page.locator(".field-statement")).to_contain_text("Driver 1")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    page.get_by_role("link", name="History").click()
    expect(page.locator("#content table")).to_contain_text("statement: Driver 1")

    page.goto(f"/admin/assessments/assessment/?q={world.assessment.public_id}")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option("delete")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".messagelist")).to_have_text("FinTech Platform: Deleted.")
    world.assessment.refresh_from_db()
    assert world.assessment.deleted_at is not None


def test_scripts_and_styles_of_the_admin_work(page, adam, signed_in):
    """The parts that need scripts: the filters' folding, the two lists of permissions, the choice of a password."""
    signed_in(page, adam)
    page.goto("/admin/assessments/user/add/")
    page.get_by_label("Disabled").check()
    expect(page.locator(".field-password1")).to_be_hidden()
    page.goto(f"/admin/assessments/user/{adam.pk}/change/")
    expect(page.locator("#id_user_permissions_filter")).to_be_visible()
    page.goto("/admin/assessments/scenario/")
    page.locator("#changelist-filter summary").first.click()
    page.get_by_role("button", name="Toggle theme").first.click()
    page.goto("/admin/assessments/change/")
    expect(page.locator("#result_list")).to_be_visible()
