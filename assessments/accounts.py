"""How django-allauth behaves here: who may sign up, what is asked, and what is said when it goes wrong."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms import LineField
from assessments.invitations import SESSION_KEY, opens_sign_up
from assessments.text import NAME_MAX


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is open where the installation says so (ALLOW_SIGN_UP), and for who holds an open invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right"),
        "email_taken": _("This address has an account already. Sign in with it, or reset its password"),
        "enter_current_password": _("This is not your present password"),
        "too_many_login_attempts": _("Too many attempts with this address. Wait five minutes and try again"),
    }

    def is_open_for_signup(self, request) -> bool:
        invited = request.session.get(SESSION_KEY)
        return settings.ALLOW_SIGN_UP or (invited is not None and opens_sign_up(invited, timezone.now()))


class SignUpForm(forms.Form):
    """Asked at sign-up beside the address and the password (ACCOUNT_SIGNUP_FORM_CLASS)."""

    name = LineField(
        label=_("Name"),
        limit=NAME_MAX,
        help_text=_("As the others in an evaluation should see it"),
        error_messages={"required": _("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request, user) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        request.session.pop(SESSION_KEY, None)  # one link opened, one account
