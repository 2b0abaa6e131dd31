"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is open only where the installation says so (ALLOW_SIGN_UP)."""

    def is_open_for_signup(self, request) -> bool:
        return settings.ALLOW_SIGN_UP
