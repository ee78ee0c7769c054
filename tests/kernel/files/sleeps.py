"""A child that answers nothing and uses no time of the processor."""

import threading


def main():
    threading.Event().wait()
