"""What the tests of the pages of findings share."""

from django.urls import reverse

from assessments.findings import actions

HTMX = {"headers": {"HX-Request": "true"}}


def url(world, name, *args):
    return reverse(name, args=[world.assessment.public_id, *args])


def get(world, name, *args, who=None, **query):
    return world.client(who or world.maya).get(url(world, name, *args), query).content.decode()


def post(world, name, *args, who=None, data=None, **kwargs):
    return world.client(who or world.maya).post(url(world, name, *args), data or {}, **kwargs)


def add(world, kind, line):
    return actions.add_finding(assessment=world.assessment, actor=world.maya, kind=kind, line=line)[0]


def fields(finding, **new):
    names = {
        "R": ["title", "description", "severity", "status", "mitigation", "area"],
        "N": ["title", "description", "assumption"],
    }.get(finding.kind, ["title", "description"])
    base = {name: getattr(finding, name) for name in names}
    if finding.kind == "R":
        base["owner"] = finding.owner.public_id if finding.owner else ""
    if finding.kind == "N":
        base["review_on"] = finding.review_on.isoformat() if finding.review_on else ""
    return {f"base_{name}": value for name, value in base.items()} | base | new


def tie(world, page, row, /, **data):
    return post(world, page, row.public_id, data=data, **HTMX)
