"""What the templates of the presentation ask for: `{% load results %}`."""

from django import template

from assessments.results.notes import counted, left_out

register = template.Library()
register.filter(counted)
register.filter(left_out)
