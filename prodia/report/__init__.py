"""Pictures and tellings of instruments and norms."""
