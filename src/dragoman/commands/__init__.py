"""The commands of the command line, one a module; each has its click command as ``command``."""
