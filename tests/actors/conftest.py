from __future__ import annotations

import pytest

from dragoman.actors import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
