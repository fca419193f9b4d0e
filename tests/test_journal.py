"""The journal: what was kept is found again, whatever ended the process that kept it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from harbour import PLAIN

from summarize.errors import InputError, OutputError
from summarize.journal import Journal, digest, influences
from summarize.types import Usage

ONE, OTHER, THIRD = (digest([name]) for name in ("one", "other", "third"))


def opened(path: Path, *, resumed: bool = True) -> Journal[Usage]:
    """Open a journal of small values."""
    return Journal(path, Usage, resumed=resumed)


def test_what_was_added_is_found_now_and_by_the_next(tmp_path: Path) -> None:
    """Each value by its key, and None for a key that has none."""
    path = tmp_path / "deep" / "journal.jsonl"
    first = opened(path)
    for number, key in enumerate((ONE, OTHER), 1):
        first.add(key, Usage(calls=number))
    for journal in (first, opened(path)):
        assert journal.find(ONE) == Usage(calls=1)
        assert journal.find(OTHER) == Usage(calls=2)
        assert journal.find(THIRD) is None
        assert len(journal) == 2


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """It holds what documents say, as kept replies do; one that is there keeps its mode."""
    opened(tmp_path / "new").add(ONE, Usage())
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
    (tmp_path / "shared").touch(0o644)
    opened(tmp_path / "shared").add(ONE, Usage())
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o644


def test_of_two_for_a_key_the_later_counts(tmp_path: Path) -> None:
    """A run that starts anew adds to the file, and what it adds is the last word."""
    opened(tmp_path / "journal").add(ONE, Usage(calls=1))
    anew = opened(tmp_path / "journal", resumed=False)
    assert anew.find(ONE) is None
    anew.add(ONE, Usage(calls=2))
    assert anew.find(ONE) == opened(tmp_path / "journal").find(ONE) == Usage(calls=2)


def test_every_cut_leaves_the_lines_before_and_after(tmp_path: Path) -> None:
    """Wherever a line was cut, it is out, and the next one stands by itself."""
    path = tmp_path / "journal"
    journal = opened(path)
    journal.add(ONE, Usage(calls=1))
    first = path.stat().st_size
    journal.add(OTHER, Usage(calls=2))
    whole = path.read_bytes()
    for end in range(first, len(whole)):
        path.write_bytes(whole[:end])
        after = opened(path)
        assert after.find(ONE) == Usage(calls=1)
        assert after.find(OTHER) is None
        after.add(THIRD, Usage(calls=3))
        assert opened(path).find(THIRD) == Usage(calls=3)
        assert opened(path).find(ONE) == Usage(calls=1)


def test_a_damaged_line_is_done_again(tmp_path: Path) -> None:
    """It is no value, and does not end the run."""
    path = tmp_path / "journal"
    opened(path).add(ONE, Usage(calls=1))
    path.write_bytes(path.read_bytes().replace(b'"calls":1', b'"calls":x'))
    assert opened(path).find(ONE) is None


def test_several_write_one_file(tmp_path: Path) -> None:
    """Lines of writers at the same time stand whole beside each other."""
    path, count = tmp_path / "journal", 200
    keys = [[digest([str(n), str(writer)]) for n in range(count)] for writer in range(4)]

    def write(mine: list[str]) -> None:
        journal = opened(path)
        for number, key in enumerate(mine):
            journal.add(key, Usage(calls=number))
        assert [journal.find(key) for key in mine] == [Usage(calls=n) for n in range(count)]

    threads = [threading.Thread(target=write, args=(mine,)) for mine in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    read = opened(path)
    assert [read.find(k) for mine in keys for k in mine] == [
        Usage(calls=n) for n in range(count)
    ] * 4


FULL = """
import resource, signal, sys
from pathlib import Path
from summarize.errors import OutputError
from summarize.journal import Journal, digest
from summarize.types import Usage

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
journal = Journal(Path(sys.argv[1]), Usage, way_out="make room")
kept = []
try:
    for number in range(100):
        journal.add(digest([str(number)]), Usage(calls=number))
        kept.append(number)
except OutputError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
journal.add(digest(["after"]), Usage(calls=1000))
print(len(kept))
"""


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """A file that may grow no further takes half a line: all before it is there, and all after."""
    path = tmp_path / "journal"
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True
    )
    told, kept = ran.stdout.splitlines()
    assert told == f"{path}: the journal cannot be written (File too large); make room"
    assert 3 < int(kept) < 20
    journal = opened(path)
    assert all(journal.find(digest([str(n)])) == Usage(calls=n) for n in range(int(kept)))
    assert journal.find(digest([kept])) is None
    assert journal.find(digest(["after"])) == Usage(calls=1000)


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """One that cannot be read when it is opened, one that cannot be written when it is added to."""
    with pytest.raises(InputError, match=r"cannot be used .*; name another"):
        opened(tmp_path)
    with pytest.raises(OutputError, match=r"cannot be written .*; name another"):
        opened(Path("/proc/nothing/journal")).add(ONE, Usage())


def test_results_depend_on_what_changes_them(tmp_path: Path) -> None:
    """Settings and templates that change results are in it, those that change none are not."""
    before = influences(PLAIN)
    for same in ({"api_key": "k"}, {"concurrency": 2}, {"timeout": 1.0}, {"cache_dir": tmp_path}):
        assert influences(PLAIN.model_copy(update=same)) == before
    for spent in ({"cache": "off"}, {"max_cost": 1.0}, {"max_tokens": 9}, {"log_content": True}):
        assert influences(PLAIN.model_copy(update=spent)) == before
    for other in ({"length": "short"}, {"ask_again": 0}, {"context_window": 4096}):
        assert influences(PLAIN.model_copy(update=other)) != before
    own = PLAIN.model_copy(update={"prompts": tmp_path})
    assert influences(own) == before
    (tmp_path / "facts.jinja").write_text("{% call user() %}Facts!{% endcall %}")
    assert influences(own) != before
    assert influences(own, without=["facts"]) == influences(PLAIN, without=["facts"])
