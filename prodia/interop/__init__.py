"""Protocols and people beyond this library: databases and clusters."""
