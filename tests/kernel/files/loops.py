"""A child that never ends, in the cage."""

from rapporteur.kernel.files import cage


def main():
    cage.shut()
    while True:
        pass
