"""What scripts/screenshots.py shows beside the sample: pages no link leads to, wrong forms, empty and long content.

Django runs in this process, on the database of the server the script started. A page that only a POST answers with is
asked for here and handed to the browser as it came, under an address of its own; the server sends it styles and icons.
"""

from dataclasses import dataclass

import django
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse

django.setup()

from assessments.exchange.apply import import_document  # noqa: E402 (models need the set-up above)
from assessments.exchange.importer.documents import read_document  # noqa: E402
from assessments.models import Assessment, Finding, Participant, QualityAttribute, Scenario, User  # noqa: E402
from assessments.overview.actions import create_assessment  # noqa: E402

ERRORS = ("400", "403", "403_csrf", "404", "429", "500")
HOST = "127.0.0.1"
WORD = "Unbroken" * 25  # 200 characters that no line can break
TITLE = ("The evaluation of a platform whose name does not stop " * 6)[:300]
LONG = f"""# {TITLE}

## Business drivers

- {WORD}

## Utility tree

- Availability
  - {WORD[:80]}
    - {WORD} (H,H)
    - {"A sentence that goes on, and then on, for the whole of a long paragraph. " * 12} (M,L)

## Risks

- R1: {WORD}
- R2: {TITLE}

## Non-risks

- N1: {WORD}

## Trade-offs

- T1: {WORD}

## Risk themes

- RT1: {WORD}

## Recommendations

- {WORD}
"""


@dataclass(frozen=True)
class States:
    """`home`: the sample's first page; `addresses`: label to a path its lead may open; `answers`: label to HTML."""

    home: str
    addresses: dict[str, str]
    answers: dict[str, str]

    def answer(self, address: str) -> str:
        """The HTML of an answer, by an address that ends with its label."""
        return self.answers[address.rsplit("/", 1)[1]]


def states(email: str) -> States:
    """Everything beside the sample's own pages, for the account `email`; it leads the samples and nothing else yet."""
    owner = User.objects.get(email=email)
    lead = Client(SERVER_NAME=HOST)
    lead.force_login(owner)
    sample = Participant.objects.get(user=owner, assessment__title="FinTech Platform").assessment
    return States(
        home=reverse("overview", args=[sample.public_id]),
        addresses=empty(owner) | long(owner),
        answers=signed_out() | refused(lead, sample) | admin(sample),
    )


def empty(owner: User) -> dict[str, str]:
    found = {}
    for template in Assessment.Template.values:
        made = create_assessment(owner=owner, title=f"Nothing yet ({template})", template=template)
        found |= pages_of(made, f"empty-{template}")
    return found


def long(owner: User) -> dict[str, str]:
    plan = read_document(LONG.encode(), name="long.md")
    made = import_document(owner=owner, plan=plan, document=plan.documents[0], title=TITLE)
    found = pages_of(made, "long")
    found["long-tree-open"] = reverse("scenario", args=[made.public_id, first(Scenario, made).public_id])
    found["long-finding"] = reverse("finding", args=[made.public_id, first(Finding, made).public_id])
    return found


def first(model, made: Assessment):
    return model.objects.filter(assessment=made).first()


def pages_of(made: Assessment, label: str) -> dict[str, str]:
    names = ("overview", "drivers", "tree", "findings", "recommendations", "report", "settings", "people")
    return {f"{label}-{name}": reverse(name, args=[made.public_id]) for name in names}


def signed_out() -> dict[str, str]:
    stranger = Client(SERVER_NAME=HOST)
    shown = {f"error-{name}": render_to_string(f"{name}.html") for name in ERRORS}
    with override_settings(ALLOW_SIGN_UP=True):
        shown["sign-up-open"] = page(stranger.get(reverse("account_signup")))
        shown["sign-up-wrong"] = page(stranger.post(reverse("account_signup"), {"email": "nobody", "password1": "x"}))
    wrong = {"login": "demo@example.org", "password": "not this one"}
    shown["sign-in-wrong"] = page(stranger.post(reverse("account_login"), wrong))
    shown["reset-wrong"] = page(stranger.post(reverse("account_reset_password"), {"email": "nobody"}))
    return shown | password_keys(stranger)


def password_keys(stranger: Client) -> dict[str, str]:
    """The pages a link in an e-mail leads to, good and used up, and the one for an account without a password."""
    someone = User.objects.create_user("new@example.org", "first password of many", name="New Person")
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        stranger.post(reverse("account_reset_password"), {"email": someone.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    path = "/" + link.split("/", 3)[3]
    shown = {"key-used": page(stranger.get(reverse("account_reset_password_from_key", args=["1", "no-such-key"])))}
    shown["key"] = page(stranger.get(path, follow=True))
    shown["key-done"] = page(stranger.get(reverse("account_reset_password_from_key_done")))
    shown["inactive"] = page(stranger.get(reverse("account_inactive")))
    someone.set_unusable_password()
    someone.save(update_fields=["password"])
    stranger.force_login(someone)
    shown["password-set"] = page(stranger.get(reverse("account_set_password")))
    return shown


def refused(lead: Client, sample: Assessment) -> dict[str, str]:
    """What forms sent wrongly answer, and a change that cannot be undone any more."""
    where = {"assessment-new": {"title": "", "template": "atam_full"}, "import": {"text": ""}}
    where |= {"account_change_password": {"oldpassword": "x", "password1": "y"}}
    shown = {f"wrong-{name}": page(lead.post(reverse(name), sent)) for name, sent in where.items()}
    attribute = first(QualityAttribute, sample).public_id
    lines = {"driver-add": {}, "finding-add": {"kind": "risk"}, "scenario-add": {"attribute": attribute}}
    lines |= {"recommendation-add": {}, "settings": {}, "people": {"role": "stakeholder", "group": "stakeholder"}}
    for name, sent in lines.items():
        where = reverse(name, args=[sample.public_id])
        shown[f"wrong-{name}"] = page(lead.post(where, {"line": "", "title": ""} | sent))
    shown["import-preview"] = page(lead.post(reverse("import"), {"text": LONG, "name": "long.md"}))
    shown["not-undone"] = page(lead.post(reverse("undo", args=[sample.public_id, 1])))
    return shown


def admin(sample: Assessment) -> dict[str, str]:
    keeper = Client(SERVER_NAME=HOST)
    keeper.force_login(User.objects.create_superuser("keeper@example.org", "a password for one run", name="Keeper"))
    scenario = first(Scenario, sample)
    names = {"index": (), "app_list": ("assessments",), "assessments_user_changelist": ()}
    names |= {"assessments_user_add": (), "assessments_scenario_changelist": (), "assessments_change_changelist": ()}
    names |= {"assessments_scenario_change": (scenario.pk,), "assessments_scenario_history": (scenario.pk,)}
    return {f"admin-{name}": page(keeper.get(reverse(f"admin:{name}", args=args))) for name, args in names.items()}


def page(answer) -> str:
    return answer.content.decode()
