"""The press: builds the site, shows it while it is being written, starts new posts.

Each module is a command of its own; the Makefile has their names.
"""
