"""The old blog comes over: `make import FROM=…` turns an export into drafts of this site."""
