"""What is vendored is named with its version, and its licence is there."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

VENDOR = Path(str(files("dragoman.web").joinpath("static/vendor")))


def test_every_vendored_file_is_listed_with_version_and_licence() -> None:
    rows = [
        line.split("|")[1:5]
        for line in (VENDOR / "README.md").read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    listed = {name.strip().strip("`"): (package.strip(), version.strip()) for name, package, version, _ in rows}
    held = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.suffix in (".js", ".json", ".woff2")}
    assert all(any(Path(path).match(pattern) for pattern in listed) for path in held)
    for package, version in listed.values():
        assert version[0].isdigit()
        licence = package.removeprefix("@").replace("/", "-")
        assert (VENDOR / "licences" / f"{licence}.txt").read_text("utf-8").strip(), package
