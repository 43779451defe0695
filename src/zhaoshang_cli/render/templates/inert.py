"""Whether a page can do anything but be read: run a script, fetch a file, lead elsewhere.

The shipped templates cannot write such a page. One of the workspace's own could, by its own words
or by taking the protection off a county's.
"""

import re
from html.parser import HTMLParser

_ACTIVE = frozenset(
    (
        "animate", "applet", "audio", "base", "button", "embed", "form", "foreignobject", "frame",
        "frameset", "iframe", "image", "input", "link", "math", "noscript", "object", "param",
        "picture", "plaintext", "portal", "script", "set", "source", "template", "textarea",
        "track", "use", "video", "xmp",
    )
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9:-]*")
_WRITTEN = frozenset(("href", "xlink:href", "src"))
_POLICY = ("http-equiv", "content-security-policy")
_LEADING = frozenset(
    ("action", "background", "cite", "data", "formaction", "http-equiv", "longdesc", "manifest",
     "ping", "poster", "srcdoc", "srcset", "usemap", "xml:base")
)  # fmt: skip
_HARMLESS = re.compile(r"#[\w-]*|data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_ADDRESS = re.compile(r"url\s*\((?!\s*[\"']?(?:#|data:image/))", re.IGNORECASE)
_FETCHED = re.compile(rf"@|\\|expression|{_ADDRESS.pattern}", re.IGNORECASE)
_RULES = re.compile(r"@(?:media|page|supports|font-feature-values)\b")


def active_part(page: str) -> str | None:
    """Return the first thing on a page that does something; None where there is none."""
    look = _Look()
    look.feed(page)
    look.close()
    return look.found or (None if not look.rawdata else "没有写完的标签")


class _Look(HTMLParser):
    """Walks a page until something is found."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: str | None = None
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and everything written into it."""
        self._style = tag == "style"
        if tag in _ACTIVE or not _NAME.fullmatch(tag):
            self._find(f"<{tag}>")
        for name, value in attrs:
            if _does_something(tag, name, value or ""):
                self._find(f"<{tag} {name}>")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._style = self._style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Look at style sheets, and for what another reader may take for an element."""
        if "<" in data:
            self._find(data[data.index("<") :][:10])
        if self._style and _FETCHED.search(_RULES.sub("", data)):
            self._find("<style>")

    def handle_comment(self, data: str) -> None:
        """Refuse what one reader may take for a comment and another for an element."""
        if "<" in data or ">" in data:
            self._find("<!-- -->")

    def handle_pi(self, data: str) -> None:
        """Refuse processing instructions."""
        self._find(f"<?{data[:10]}")

    def unknown_decl(self, data: str) -> None:
        """Refuse ``<![CDATA[``, which is read differently inside a picture."""
        self._find(f"<![{data[:10]}")

    def _find(self, what: str) -> None:
        self.found = self.found or what


def _does_something(tag: str, name: str, value: str) -> bool:
    """Whether an attribute runs, fetches or leads anywhere but where a reader asks to go."""
    if name in _WRITTEN:
        led = tag == "a" and name == "href" and _LINK.fullmatch(value.strip())
        return not led and _HARMLESS.fullmatch(value.strip()) is None
    if name == "style":
        return _FETCHED.search(value) is not None
    if name.startswith("on") or name in _LEADING:
        return (name, value.strip().lower()) != _POLICY
    return _ADDRESS.search(value) is not None
