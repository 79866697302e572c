"""The library beside its peers, measured in one run: ``make bench``. Times are read here, never tested."""
