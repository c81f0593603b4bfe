"""Pages: bytes → Article.

``iter_pages`` finds the pages in files, folders, standard input and JSONL; ``read_page`` reads the bytes of one.
"""

from dragoman.pages.reading import read_page
from dragoman.pages.sources import Page, iter_pages

__all__ = ["Page", "iter_pages", "read_page"]
