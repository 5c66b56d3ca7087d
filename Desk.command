#!/bin/sh
# A double click on this opens the desk, on a Mac.
cd "$(dirname "$0")" && exec make desk
