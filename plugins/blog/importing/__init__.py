"""The old blog comes over: `make import FROM=…` turns an export into drafts of this site.

A reader for each format makes `Post`s of it. From there all go one way, through HTML to Markdown.
"""
