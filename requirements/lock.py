"""Writes requirements/*.txt from pyproject.toml, with hashes; with --check only says whether they are in step."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LOCKS: dict[str, list[str]] = {
    "main.txt": [],
    "dev.txt": ["--group", "dev"],
}
COMPILE = [
    "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes",
    "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command=make lock",
]  # fmt: skip


def compiled(name: str, target: Path) -> str:
    """The text that the lock should have; pins that still fit are kept, so a run changes nothing by itself."""
    command = [sys.executable, "-m", *COMPILE, *LOCKS[name], "--output-file", str(target)]
    subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return target.read_text()


def in_step(name: str) -> bool:
    committed = (HERE / name).read_text()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, name)
        copy.write_text(committed)
        return compiled(name, copy) == committed


def main() -> int:
    if "--check" not in sys.argv:
        for name in LOCKS:
            compiled(name, HERE / name)
        return 0
    stale = [name for name in LOCKS if not in_step(name)]
    for name in stale:
        print(f"requirements/{name} is not in step with pyproject.toml: run `make lock`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
