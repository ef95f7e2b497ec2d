"""Print the tables of sizes in docs/pages/install.md.

    python .ci/sizes.py dist/narrate_article-1.0.0-py3-none-any.whl

The first table counts each package of a bare installation: its files, as uv and
``pip install --no-compile`` leave them, and the bytecode that pip adds. With ``--extras`` a second
table counts all of ``lib`` for each extra, without bytecode. Packages come from pip's index; pip
and setuptools, which each new environment has, are not counted. MB are 1,000,000 bytes on disk.
"""

import compileall
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

TOOLS = {"pip", "setuptools"}
EXTRAS = ("neural", "kokoro", "asr", "serve", "cluster", "cloud", "credentials", "uk", "all")
LEAST_MB = 2.5  # of a package with a row of its own


def main() -> None:
    """Install the wheel into fresh environments and print the tables."""
    wheel = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        packages = installed(Path(folder) / "bare", str(wheel))
        without = {package.name: size(package) for package in packages}
        for package in packages:
            compileall.compile_dir(package.locate_file(""), quiet=2)
        rows = [(package.name, without[package.name], bytecode(package)) for package in packages]
    print("| package | files | bytecode |\n|---|---|---|")
    for name, files, compiled in sorted(rows, key=lambda row: -row[1] - row[2]):
        if files + compiled >= LEAST_MB:
            print(f"| {name} | {files:.1f} | {compiled:.1f} |")
    small = [row for row in rows if row[1] + row[2] < LEAST_MB]
    for title, part in ((f"{len(small)} others", small), (f"all {len(rows)}", rows)):
        print(f"| {title} | {sum(r[1] for r in part):.1f} | {sum(r[2] for r in part):.1f} |")
    if "--extras" in sys.argv:
        print("\n| extra | MB | packages |\n|---|---|---|")
        for extra in EXTRAS:
            with tempfile.TemporaryDirectory() as folder:
                packages = installed(Path(folder) / extra, f"{wheel}[{extra}]")
                print(f"| `{extra}` | {sum(map(size, packages)):.0f} | {len(packages)} |")


def installed(environment: Path, requirement: str) -> list[Distribution]:
    """Return the packages of a new environment that holds a requirement, without bytecode."""
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    [pip] = [*environment.glob("bin/pip"), *environment.glob("Scripts/pip.exe")]
    subprocess.run([pip, "install", "--quiet", "--no-compile", requirement], check=True)
    [site] = [
        *environment.glob("lib/python*/site-packages"),
        *environment.glob("Lib/site-packages"),
    ]
    return [one for one in distributions(path=[str(site)]) if one.name not in TOOLS]


def size(package: Distribution) -> float:
    """Return the MB on disk of a package's files, without bytecode."""
    paths = (Path(str(package.locate_file(path))) for path in package.files or ())
    return on_disk(path for path in paths if path.suffix != ".pyc")


def bytecode(package: Distribution) -> float:
    """Return the MB on disk of the bytecode of a package's modules."""
    modules = [Path(str(package.locate_file(path))) for path in package.files or ()]
    return on_disk(
        compiled
        for module in modules
        if module.suffix == ".py"
        for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc")
    )


def on_disk(files: Iterator[Path]) -> float:
    """Return the MB of whole blocks that files take; where a system has no blocks, of bytes."""
    states = [file.stat() for file in files if file.is_file()]
    return sum(getattr(s, "st_blocks", 0) * 512 or s.st_size for s in states) / 1_000_000


if __name__ == "__main__":
    main()
