"""The author's desk: her texts are written and published in the browser, on this computer alone.

`python -m blog.desk` opens it, with the preview beside it. What it says is in words.toml, what the
browser does in static/.
"""
