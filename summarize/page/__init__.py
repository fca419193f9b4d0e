"""Result and document -> one HTML page that shows each claim beside the sentences it rests on."""

from __future__ import annotations

from summarize.page.html import Row, answers_page, index_page, summary_page

__all__ = ["Row", "answers_page", "index_page", "summary_page"]
