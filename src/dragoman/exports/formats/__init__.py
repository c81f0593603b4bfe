"""The formats, one a module: ``label-studio`` is ``label_studio.py``. Each has ``ABOUT`` and ``write``."""
