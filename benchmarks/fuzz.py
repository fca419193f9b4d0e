"""Fuzz what takes texts from outside, guided by the branches that each text reaches.

    pip install atheris && python benchmarks/fuzz.py --seconds 180 finding verdicts

The checks are those of `tests/fuzzing.py`, which hypothesis runs in every test run; here atheris
(libFuzzer) looks for inputs that reach what no earlier one did. Without targets, all are run. An
input that breaks a promise is written to the directory of `--found`, and its error printed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent / "tests"
TARGETS = ("reading", "segmenting", "finding", "verdicts", "parsing", "tasks")
LONGEST = 60
"""Characters of one text; rules see words and sentences, which need no more."""
PATIENCE = 20
"""Seconds for one input, after which it counts as an endless one."""


def main() -> None:
    """Run each target in a process of its own, since libFuzzer ends the one it runs in."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--inside", choices=TARGETS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        fuzz(arguments.inside, arguments)
    print(f"{'':12}{'inputs':>10}{'branches':>10}{'s':>6}  result")
    failed = [name for name in arguments.targets or TARGETS if not _run(name, arguments)]
    sys.exit(bool(failed))


def _run(name: str, arguments: argparse.Namespace) -> bool:
    options = ["--inside", name, "--seconds", str(arguments.seconds), "--seed", str(arguments.seed)]
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, __file__, *options, "--found", str(arguments.found)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    counts = re.findall(r"^#(\d+)\s.*?cov: (\d+)", done.stderr, re.MULTILINE) or [("0", "0")]
    result = "ok" if not done.returncode else "BROKEN"
    took = time.monotonic() - begun
    print(f"{name:12}{counts[-1][0]:>10}{counts[-1][1]:>10}{took:>6.0f}  {result}", flush=True)
    if done.returncode:
        print(done.stderr[-3000:])
    return not done.returncode


def fuzz(name: str, arguments: argparse.Namespace) -> None:
    """Fuzz one target in this process; does not return."""
    import atheris

    sys.path.insert(0, str(TESTS))
    with atheris.instrument_imports(include=["summarize"]):
        import fuzzing

        check = _target(name, fuzzing, atheris.FuzzedDataProvider)
    arguments.found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={arguments.seconds}",
        f"-seed={arguments.seed}",
        f"-timeout={PATIENCE}",
        f"-artifact_prefix={arguments.found}/{name}-",
        "-max_len=400",
    ]
    atheris.Setup([sys.argv[0], *options], check)
    atheris.Fuzz()


def _target(name: str, fuzzing: Any, provider: Any) -> Callable[[bytes], None]:
    """Give the function that makes of bytes what a check takes, and runs it."""

    def text(source: Any) -> str:
        if source.ConsumeBool():
            return str(source.ConsumeUnicode(source.ConsumeIntInRange(0, LONGEST)))
        count = source.ConsumeIntInRange(0, LONGEST // 3)
        joint = " " if source.ConsumeBool() else ""
        last = len(fuzzing.WORDS) - 1
        return joint.join(fuzzing.WORDS[source.ConsumeIntInRange(0, last)] for _ in range(count))

    def part(source: Any, whole: str) -> str:
        start = source.ConsumeIntInRange(0, len(whole))
        return whole[start : source.ConsumeIntInRange(start, len(whole))]

    def run(content: bytes) -> None:
        source = provider(content)
        if name == "reading":
            fuzzing.check_reading(content)
        elif name == "segmenting":
            fuzzing.check_segmenting(text(source))
        elif name == "finding":
            whole = text(source)
            fuzzing.check_finding(part(source, whole), whole)
            fuzzing.check_finding(text(source), whole)
        elif name == "verdicts":
            whole = text(source)
            fuzzing.check_verdicts(whole, text(source), part(source, whole))
        elif name == "parsing":
            fuzzing.check_parsing(text(source))
        else:
            replies = [text(source) for _ in range(3)]
            fuzzing.check_tasks(text(source), replies, text(source).strip() or "Who?")

    return run


if __name__ == "__main__":
    main()
