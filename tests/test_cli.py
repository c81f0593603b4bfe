"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import COMMANDS, group

README = Path(__file__).parents[1] / "README.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(group, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage:" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"`{name}`" in README.read_text("utf-8")


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys; from dragoman.cli import group; from click.testing import CliRunner;"
        "assert CliRunner().invoke(group, ['--help']).exit_code == 0;"
        "print([m for m in ('numpy', 'onnxruntime', 'pydantic', 'rich', 'trafilatura', 'duckdb') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
