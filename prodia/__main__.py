"""``python -m prodia`` is the command line."""

from prodia.cli import main

main()
