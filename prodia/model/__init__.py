"""Definitions as frozen models whose conditions are already parsed. Room 2: sees only the language."""
