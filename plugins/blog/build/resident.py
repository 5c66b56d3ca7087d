"""Builds the preview each time that it is told to, by a line: with all that it needs loaded.

The preview (serve.py) starts it, and starts another one when the program has changed.
"""

import sys

from .build import main

DONE = "\0"  # begins the line that ends what a build says; behind it is the exit code

if __name__ == "__main__":
    for _ in sys.stdin:
        print(f"\n{DONE}{main()}", flush=True)
