"""Every page of the full evaluation is filled."""

import pytest
from django.test import Client

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
