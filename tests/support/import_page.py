"""The page's imports as tests go about them: a file made, chosen, tried, taken back."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from playwright.sync_api import expect

from tests.support.browser import Server, Watched

Rows = tuple[tuple[Any, ...], ...]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(rows: Rows, sheet: str = "归侨") -> bytes:
    book = Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(name: str, content: bytes | str) -> Any:
    """A file as a file dialogue gives it."""
    content = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": XLSX, "buffer": content}


def tried(watched: Watched, name: str, content: bytes | str) -> None:
    """Chooses a file and waits for the end of its dry run."""
    watched.page.goto("/#/imports")
    watched.see("import-input").set_input_files(upload(name, content))
    watched.see("import-try").click()
    expect(watched.see("import-state")).to_have_text("试运行完成，尚未写入")


def state(watched: Watched, wanted: str) -> None:
    expect(watched.see("import-job")).to_have_attribute("data-state", wanted)


def undo(watched: Watched) -> None:
    watched.see("import-undo").click()
    watched.see("import-undo-sure").click()
    expect(watched.see("import-undone")).to_be_visible()
    state(watched, "undone")


def found(server: Server, name: str) -> list[dict[str, Any]]:
    hits = server.get("/api/search", q=name)["hits"]
    return [hit for hit in hits if hit["name"] == name]
