"""The blog's plugin for Pelican: how texts are read, checked, shown and found."""


def register():
    """Connect every hook (hooks.py), which is not imported before: a command of blog/build must be
    able to say in a sentence what is broken in them."""
    from . import hooks

    hooks.register()
