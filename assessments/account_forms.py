"""django-allauth's forms with our labels (settings.ACCOUNT_FORMS)."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from django.utils.translation import gettext_lazy as _


class _Labelled:
    """Our pages show labels, so fields carry no placeholder that repeats them."""

    labels: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class SignInForm(_Labelled, LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page links to the reset beside the label
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class ForgottenPasswordForm(_Labelled, ResetPasswordForm):
    labels = {"email": _("E-mail address")}


class NewPasswordForm(_Labelled, ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password, again")}


class OwnPasswordForm(_Labelled, ChangePasswordForm):
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password, again"),
    }


class FirstPasswordForm(_Labelled, SetPasswordForm):
    labels = {"password1": _("Password"), "password2": _("Password, again")}


class NewAccountForm(_Labelled, SignupForm):
    labels = {"email": _("E-mail address"), "password1": _("Password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "email", "password1"])  # as the page shows them, so that errors come in that order
