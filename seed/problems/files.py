"""Why a file, an entry of an archive or a sheet is not taken, in two languages, with a remedy."""

from __future__ import annotations

from seed.problems.places import Place
from seed.problems.problem import Problem, shortened

SAVE_AGAIN = (
    "Open it in Excel or WPS and save it as .xlsx.",
    "请用 Excel 或 WPS 打开后另存为 .xlsx。",
)
SPLIT_UP = ("Split it into several files.", "请拆分为多个文件。")


class Refused(Exception):
    """Carries the Problem of a file or sheet that cannot be read further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


def unreadable(place: Place, reason: str) -> Problem:
    """A workbook that its library cannot read; `reason` is the library's own word."""
    return place.problem(
        "workbook_corrupt",
        f"The workbook cannot be read ({shortened(reason)}).",
        f"工作簿无法读取({shortened(reason)})。",
        SAVE_AGAIN,
    )


def encrypted(place: Place) -> Problem:
    """A workbook behind a password of its own."""
    return place.problem(
        "workbook_encrypted",
        "The workbook is protected by a password.",
        "工作簿设有打开密码。",
        ("Save it without a password.", "请取消密码后另存。"),
    )


def too_many_cells(place: Place, cell: str, cells: int, limit: int) -> Problem:
    """A sheet whose used range is beyond what is read, usually for one far cell."""
    return place.problem(
        "sheet_too_big",
        f"The sheet reaches to cell {cell}: {cells:,} cells, over the limit of {limit:,}.",
        f"工作表用到了 {cell} 单元格,共 {cells:,} 格,超过上限 {limit:,} 格。",
        (
            f"Delete the rows and columns up to {cell} that hold nothing, or split the sheet.",
            f"请删除直到 {cell} 的多余行列后保存,或拆分工作表。",
        ),
        value=cell,
    )


def too_many_columns(place: Place, columns: int, limit: int) -> Problem:
    """A sheet, or a row of a CSV, that is wider than what is read."""
    return place.problem(
        "too_many_columns",
        f"There are {columns:,} columns, over the limit of {limit:,}.",
        f"共有 {columns:,} 列,超过上限 {limit:,} 列。",
        ("Delete the columns that hold nothing.", "请删除多余的列。"),
    )


def too_many_rows(place: Place, limit: int) -> Problem:
    """A sheet with more rows than what is read; those before were taken."""
    return place.problem(
        "too_many_rows",
        f"Rows after the limit of {limit:,} were not read.",
        f"超过上限 {limit:,} 行,其后的行未读取。",
        SPLIT_UP,
    )


def out_of_memory(place: Place, limit_bytes: int) -> Problem:
    """A file that needs more memory than its reader may have."""
    mib = limit_bytes // (1024 * 1024)
    return place.problem(
        "memory_limit",
        f"Reading was stopped: it needs more than the {mib:,} MiB of memory a file may take.",
        f"读取已终止:所需内存超过单个文件上限 {mib:,} MiB。",
        SPLIT_UP,
    )


def out_of_time(place: Place, seconds: float) -> Problem:
    """A file whose reader gave nothing for too long, or worked for too long."""
    return place.problem(
        "time_limit",
        f"Reading was stopped at the limit of {seconds:g} seconds.",
        f"读取已终止:超过 {seconds:g} 秒的时间上限。",
        SPLIT_UP,
    )


def reader_failed(place: Place) -> Problem:
    """A file on which its reader broke down."""
    return place.problem(
        "reader_failed",
        "The reader broke down on this file; nothing more of it was taken.",
        "读取程序在该文件上异常退出,其余内容未读取。",
        SAVE_AGAIN,
    )


def given_up(place: Place, deaths: int) -> Problem:
    """A workbook in which sheet after sheet cannot be read."""
    return place.problem(
        "sheets_given_up",
        f"{deaths} sheets stopped the reader; the sheets after them were not read.",
        f"已有 {deaths} 张工作表使读取终止,其后的工作表未读取。",
        SAVE_AGAIN,
    )
