"""`.well-known/security.txt`: whom to tell of a fault in the website (RFC 9116)."""

PATH = ".well-known/security.txt"


def text(security, url: str, language: str) -> str:
    """The file of the site at `url`; `security` is that of practice.toml."""
    return (
        f"Contact: {security.contact}\n"
        f"Expires: {security.expires}T23:59:59Z\n"
        f"Canonical: {url}/{PATH}\n"
        f"Preferred-Languages: {language.partition('-')[0]}\n"
    )
