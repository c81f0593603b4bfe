"""Dragoman turns news pages into a sourced, queryable record of how states and other powers deal with each other."""

__version__ = "0.1.0"
