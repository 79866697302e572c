"""Definitions as frozen models whose conditions are already parsed."""
