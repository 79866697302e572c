"""Protocols and people beyond this library: databases, clusters, and files to print or to write on in."""
