"""Supply: what the site is made with. Which packages, under which licence, and are they safe?

It knows the locks, not the site. `lock` and `packages` are commands of the Makefile.
"""
