"""Diagnostic protocols for pupil guidance that run: readable YAML in, an explained outcome out.

>>> import prodia
>>> prodia.__version__.count(".")
2
"""

from prodia._version import __version__

__all__ = ["__version__"]
