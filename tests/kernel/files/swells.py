"""A child that eats memory, in the cage."""

import sys

from rapporteur.kernel.files import cage


def main():
    cage.shut()
    held = []
    while True:
        held.append(bytearray(50_000_000))
        sys.stderr.write("more")
