"""Fill in the parts of README.md that the program itself writes: ``python docs/render.py``; or ``--check`` them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dragoman.cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGE = "examples/japan-south-korea/13-gsomia-last-hour.txt"


def rendered(text: str) -> str:
    """README with its generated parts as they are now."""
    rows = "| command | what it does |\n|---|---|\n" + "\n".join(
        f"| `{name}` | {what} |" for name, (_, what) in COMMANDS.items()
    )
    parts = {"commands": rows, "output": f"```text\n$ dragoman code {PAGE}\n{output()}\n```"}
    for name, part in parts.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(start)
        text = f"{before}{start}{part}\n{end}{rest.partition(end)[2]}"
    return text


def output() -> str:
    code = "from dragoman.cli import main; main()"
    command = [sys.executable, "-c", code, "code", PAGE]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return "\n".join(line.rstrip() for line in lines).rstrip()


def main() -> int:
    before = README.read_text("utf-8")
    after = rendered(before)
    if "--check" in sys.argv:
        return int(before != after)
    README.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
