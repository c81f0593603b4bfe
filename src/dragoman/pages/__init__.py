"""Pages: bytes → Article."""

from dragoman.pages.reading import read_page

__all__ = ["read_page"]
