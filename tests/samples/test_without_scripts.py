"""Every form works without JavaScript: sent as a browser alone sends it, it answers with a page.

The lead of the full evaluation, and its architect, follow every link and press every kind of button, once with what
the form holds and once with every text emptied. Each answer is a redirect to a page, or a page that says what is
wrong; never a fragment, which a script would have put in its place.
"""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from assessments.models import Driver, Finding, Participant, QualityAttribute, View
from assessments.report import jobs
from tests.conftest import make_user
from tests.samples.plain import forms_of, links_of

pytestmark = pytest.mark.once

MOST = 80
ELSEWHERE = ("/admin/", "/static/", "/accounts/logout/", "/accounts/login/")
# Addresses that answer with a file or with nothing to read.
FILES = ("/uploads/", "slides.pptx", "export.json", "/file/")
INVITED = {"invited_email": "", "invited_name": "Ines Prado", "invited_role": "stakeholder", "days": "14"}
# What the forms send to, by the name of the address.
LEAD = """
    account_change_password account_reset_password agenda-dates agenda-step-edit agenda-template approach-add
    approach-components approach-delete approach-edit assessment-delete assessment-new
    attribute attribute-add attribute-classify attribute-delete attribute-move candidate-accept candidate-dismiss
    candidate-offer capture-add component-add component-approaches component-connections component-delete
    component-edit connection-delete connection-edit driver driver-add driver-delete driver-move finding-accept
    finding-add finding-answer finding-attributes finding-broke finding-delete finding-edit finding-places
    finding-themes findings-assign import import-export invitation invite parked-add parked-delete parked-edit people
    person person-edit preparation-decide quality-model question-add question-delete question-edit
    question-from-bank recommendation-add recommendation-delete recommendation-edit refinement refinement-add
    refinement-delete report requested-add requested-delete requested-edit requested-file-add requested-received
    requirement-add requirement-delete requirement-edit restore-row scenario scenario-add scenario-delete
    scenario-difficulty scenario-drivers scenario-importance scenario-move scenario-place scenario-tags
    scenario-wording settings sheet-approaches sheet-done sheet-edit sheet-findings step theme-add
    theme-delete theme-drivers theme-edit theme-matrix theme-move theme-new theme-risks tree-paste tree-selected undo
    view-add view-delete view-edit view-image
"""
ARCHITECT = "finding-comment scenario-difficulty"


@pytest.fixture
def home(tapline, maya, monkeypatch):
    """The evaluation with what else a form can be about: a deleted row, an invitation, a dismissed candidate."""
    monkeypatch.setattr(jobs, "start_runner", lambda: None)
    home = f"/a/{tapline.public_id}/"
    lead = Client()
    lead.force_login(maya.user)
    driver = Driver.objects.filter(assessment=tapline).first()
    lead.post(reverse("driver-delete", args=[tapline.public_id, driver.public_id]))
    lead.post(f"{home}invitations/", INVITED)
    page = lead.get(f"{home}traceability/").content.decode()
    [dismiss, *_] = [form for form in forms_of(page, home) if form.address.endswith("/dismiss/")]
    lead.post(dismiss.address, dismiss.sent(("", "")) | {"reason": "One follows from the other"})
    return home


def browser(user) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def pages(client, starts):
    """(address, page) of every kind of page that links lead to, and of each in `starts`."""
    waiting, seen = deque(starts), set()
    while waiting:
        address = waiting.popleft()
        kind = address if address in starts else resolve(urlsplit(address).path).url_name
        if kind in seen:
            continue
        seen.add(kind)
        assert len(seen) < MOST
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        yield address, page
        waiting.extend(link for link in links_of(page) if not link.startswith(ELSEWHERE) and not has_file(link))


def has_file(address: str) -> bool:
    return any(part in address for part in FILES)


def press_everything(client, starts) -> set[str]:
    """Press every kind of button on every page; the names of the addresses that forms were posted to."""
    pressed = set()
    for address, page in list(pages(client, starts)):
        for form in forms_of(page, address):
            kind = resolve(urlsplit(form.address).path).url_name
            if not form.presses and not form.controls[1:]:
                continue  # around a list nobody may change: it holds its token alone
            assert form.presses, f"{address}: without a script nothing sends the form to {kind}"
            for button in form.presses:
                if (kind, form.method, button[0]) in pressed or form.address.startswith(ELSEWHERE):
                    continue
                pressed.add((kind, form.method, button[0]))
                press(client, address, form, button)
                if any(control.typed for control in form.controls):
                    press(client, address, form, button, typed=False)
    return {kind for kind, method, _name in pressed if method == "post"}


def press(client, address, form, button, *, typed=True):
    """What is answered is a page that can be read; then everything is as it was."""
    what = f"{address}: {form.method} {form.address} {button[0]} {'as it stands' if typed else 'emptied'}"
    with transaction.atomic():
        send = client.post if form.method == "post" else client.get
        answer = send(form.address, form.sent(button, typed=typed), headers={"referer": f"http://testserver{address}"})
        assert answer.status_code in ((200, 302, 303, 409, 422) if form.method == "post" else (200,)), what
        if answer.status_code in (302, 303):
            landed = answer.url.partition("#")[0]
            assert has_file(landed) or is_page(client.get(landed)), f"{what} leads to {landed}"
        else:
            assert is_page(answer), f"{what}: no page"
        transaction.set_rollback(True)
    for cache in caches.all(initialized_only=True):
        cache.clear()


def is_page(answer) -> bool:
    html = answer.content.decode()
    return html.lstrip().startswith("<!doctype html>") and len(re.findall("<h1", html)) >= 1


def starts(tapline, home) -> list[str]:
    """Pages whose forms differ from those of the first of their kind."""
    findings = Finding.objects.filter(assessment=tapline)
    commented = findings.filter(comments__disposition="").first()
    rows = [commented, *{row.kind: row for row in findings.order_by("status", "number")}.values()]
    drawn = View.objects.filter(assessment=tapline, drawn_from="image").first()
    attribute = QualityAttribute.objects.filter(assessment=tapline).first()
    found = [f"{home}findings/{row.public_id}/" for row in rows]
    return [*found, f"{home}architecture/views/{drawn.public_id}/", f"{home}tree/?add={attribute.public_id}"]


def test_the_lead_can_send_every_form(tapline, maya, home):
    assert press_everything(browser(maya.user), ["/", home, *starts(tapline, home)]) >= set(LEAD.split())


def test_the_architect_can_comment_and_rate(tapline, home):
    user = make_user("Paul", "Dekker")
    Participant.objects.filter(assessment=tapline, name="Paul Dekker").update(user=user)

    assert press_everything(browser(user), [home, *starts(tapline, home)]) >= set(ARCHITECT.split())


@pytest.mark.parametrize(
    ("html", "buttons", "sent"),
    [
        ("<form action=b><input name=a value=1><button>Go</button></form>", [("", "")], {"a": ["1"]}),
        ("<form action=b><input name=a value=1></form>", [], {"a": ["1"]}),
        ("<dialog><form action=b><button>Go</button></form></dialog>", None, None),
        ("<form action=b id=f></form><button form=f name=x value=2>Go</button>", [("x", "2")], {"x": ["2"]}),
        ("<form><div hidden><button>Go</button></div><br><button name=y>Go</button></form>", [("y", "")], {"y": [""]}),
        (
            "<form><select name=s><option value=1><option value=2 selected></select><button></form>",
            [("", "")],
            {"s": ["2"]},
        ),
        (
            "<form><input type=checkbox name=c value=1><textarea name=t>so</textarea><button></form>",
            [("", "")],
            {"t": ["so"]},
        ),
    ],
)
def test_what_a_browser_alone_would_send(html, buttons, sent):
    forms = forms_of(html, "/a/")
    if buttons is None:
        assert forms == []
    else:
        [form] = forms
        assert form.buttons == buttons
        assert form.sent((buttons or [("", "")])[0]) == sent
