"""Tests of the preparation: people, invitations, agenda, documents, scope and decision."""
