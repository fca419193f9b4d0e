"""Where `--page` writes: one page for a document; for several, an index and a page for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from summarize.cli import output
from summarize.cli.forms import HTML

if TYPE_CHECKING:
    from summarize.page import Row
    from summarize.types import Answer, Document, Summary


def placed(
    form: str, page: str | None, output: str | None, documents: int
) -> tuple[str | None, str | None]:
    """Give the files of pages and of results: in the form of pages, the results are pages.

    Raises:
        click.UsageError: Several pages are to go to stdout.
    """
    if form != HTML or output is None:
        if form == HTML and documents > 1:
            raise click.UsageError("several pages go into files; name their index with -o FILE")
        return page, output
    return output, None


class Pages:
    """The pages of one run of a command; without a file it writes nothing."""

    def __init__(self, file: str | None, documents: int) -> None:
        self._file = None if file is None else Path(file)
        self._documents = documents
        self._rows: list[Row] = []
        self._done = 0

    def add(self, result: Summary | tuple[Answer, ...], document: Document) -> int:
        """Write the page of a document; return its number among those that were done.

        Raises:
            OutputError: It cannot be written.
        """
        self._done += 1
        if self._file is None:
            return self._done
        from summarize.page import Row, answers_page, summary_page

        path = self._of(self._done)
        if isinstance(result, tuple):
            output.write(path, answers_page(result, document))
        else:
            output.write(path, summary_page(result, document))
        self._rows.append(Row(document.source, quote(path.name), result))
        return self._done

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        """Write the index of several documents, of those that were done; say which file it is."""
        if self._file is None or not self._rows:
            return
        from summarize.page import index_page
        from summarize.render import printable

        if self._documents > 1:
            output.write(self._file, index_page(self._rows))
        click.echo(f"page {printable(str(self._file))}", err=True)

    def _of(self, number: int) -> Path:
        """Give the file of a document's page: `page.html`, or of several `page-1.html`."""
        assert self._file is not None
        if self._documents == 1:
            return self._file
        return self._file.with_name(f"{self._file.stem}-{number}{self._file.suffix}")
