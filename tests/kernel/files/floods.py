"""A child that answers without end."""

import sys


def main():
    while True:
        sys.stdout.write("x" * 65_536)
