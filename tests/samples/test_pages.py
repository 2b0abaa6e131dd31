"""Every page of the full evaluation is filled."""

from html import escape

import pytest
from django.test import Client
from django.urls import reverse

from assessments.dossier.checks import run_checks
from assessments.marks import ref_url

PAGES = {
    "": "1 scenario rated (H,H) is not analysed",
    "drivers/": "Every fare is right and can be explained",
    "requirements/": "A vehicle serves its riders without coverage",
    "people/": "Readerworks, field engineering",
    "preparation/": "Report of the laboratory on the reader",
    "architecture/": "Card numbers become tokens in the reader",
    "tree/": "A rider forgets to tap out at a station",
    "analysis/": "the active data centre",
    "findings/": "Erasure has been promised and cannot be done in the tap log",
    "recommendations/": "Rehearse the change-over, at noon and then at peak",
    "traceability/": "in no theme",
    "results/": "Privacy is a promise without a mechanism",
    "parked/": "May drivers see how many have tapped?",
    "report/": "PDF",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_filled(tapline, maya, page):
    client = Client()
    client.force_login(maya.user)
    answer = client.get(f"/a/{tapline.public_id}/{page}", follow=True)
    assert answer.status_code == 200
    assert PAGES[page].casefold() in answer.content.decode().casefold()


def test_what_a_check_names_is_where_its_link_leads(tapline, maya, read):
    client = Client()
    client.force_login(maya.user)
    pages = {}

    def page(address):
        if address not in pages:
            answer = client.get(address)
            assert answer.status_code == 200, address
            pages[address] = answer.content.decode()
        return pages[address]

    lost = []
    for check in run_checks(read()):
        assert page(reverse(check.page, args=[tapline.public_id]))
        for ref in check.missing:
            address, _, element = ref_url(tapline.public_id, ref.kind, ref.id).partition("#")
            wanted = f'id="{element}"' if element else escape(ref.title)
            if wanted not in page(address):
                lost.append((check.rule, ref.code))
    assert lost == []
    assert len(pages) > 8
