"""``python -m narrate`` is the command line."""

from narrate.cli import main

main()
