"""`python -m rapporteur`: the command line of an installation."""

import sys

from rapporteur.operations.commands import main

if __name__ == "__main__":
    sys.exit(main())
