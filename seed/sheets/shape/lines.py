"""Lines of a sheet that are no records: totals, footnotes, signatures, sections, examples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from seed.sheets.tables import Cell, Merge
from seed.sheets.values.countries import parse_country

# A total may name what it sums (鼓楼区小计); no organisation is called so in more characters.
_TOTAL_WORDS = (
    "(?:合计|小计|总计|共计|累计)(?:人数|数|户数|人次)?|(?:总|总共|共有)(?:数|人数|户数|计)|汇总|"
    "(?:人数|户数)(?:合计|小计|总计)"
)
_COUNT = r"[::]?[\d,.]*(?:人|个|家|户|项|条|名|人次|万元|元)?"
_TOTAL = re.compile(rf"(?:本页|本表|全部|以上|全市|全省)?(?:{_TOTAL_WORDS}){_COUNT}")
# What ends a table on paper, so that nobody adds to it.
_END = re.compile(
    r"[\W_]*(?:以下(?:空白|为空|无正文|无内容|无)|(?:此|本)页(?:以下)?(?:空白|无正文)|(?:全|本)?(?:文|表|页)?(?:完|完毕|结束)|"
    r"end(?: of (?:table|list|file))?)[\W_]*"
)
_HEADING = re.compile(
    r".{2,40}(?:名单|名录|名册|花名册|一览表?|统计表|登记表|汇总表|信息表|情况表|明细表?|台账|通讯录)(?:\(.{1,20}\))?"
)
_GROUP = re.compile(
    r".{1,20}(?:省|市|区|县|州|洲|地区|组|类|部|处|科|班|批次?|届|级|学院|大学|公司|协会|商会|联合会|理事会|"
    r"同乡会|委员会|人员|人选|成员|领导|代表|嘉宾)"
)
# No name is so long and punctuated, nor in brackets as a whole.
_SENTENCE = re.compile(r"[\u4e00-\u9fff].*[。;,:]")
_BRACKETED = re.compile(r"[(\[【〔].+[)\]】〕]")
SENTENCE_LENGTH = 20
_NAMED_TOTAL = re.compile(rf".{{1,12}}(?:小计|合计|总计){_COUNT}")
_TOTAL_ENGLISH = re.compile(r"(?:sub-?\s?total|grand total|total)s?:?\s*[\d,.]*")
_FOOTNOTE = re.compile(
    r"(?:(?:备|附)?注|(?:填表|填写|填报|补充|特别)?说明|附|注意(?:事项)?|提示|来源|数据来源|"
    r"notes?|remarks?|sources?)\s*[\d一二三四五六七八九十]*\s*[::、.]|[*※★]"
)
_FOOTNOTE_ITEM = re.compile(r"[((]?[\d一二三四五六七八九十①-⑨]{1,2}[))、.．:]")
_SIGNATURE_WORDS = (
    "填表人|填表|填报人|制表人|制表|审核人|审核|复核人|复核|经办人|负责人|单位负责人|分管领导|主管领导|"
    "领导签字|签字|签名|审批人?|填报单位|填表单位|报送单位|制表单位|单位|盖章|公章|"
    "(?:填表|填报|制表|报送|打印)?(?:日期|时间)|联系人|联系电话"
)
_SIGNATURE = re.compile(rf"(?:{_SIGNATURE_WORDS})(?:\((?:盖章|公章|签字|签名|章)\))?\s*[::].*")
_SEAL = re.compile(r"(?:.{0,12}\((?:盖章|公章|签字|签名|章)\)|盖章|公章)\s*[::]?")
_DATE_LINE = re.compile(
    r"\d{4}\s*年\s*(?:\d{1,2}\s*月\s*)?(?:\d{1,2}\s*日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_PAGE = re.compile(r"第\s*\d+\s*页(?:[,,/\s]*共\s*\d+\s*页)?|page\s*\d+.*")
_SECTION = re.compile(r"[((]?[一二三四五六七八九十]{1,3}[))、.](?:.{1,40})")
_EXAMPLE = re.compile(
    r"[((【\[]?(?:示例|样例|例如?|填写示例|example)[))】\]]?(?:[::\s].*)?|[((【\[](?:示例|样例|例)[))】\]].*"
)

# A merged cell that spans so many columns of a row is no cell of a record.
SECTION_COLUMNS = 3


class Line(NamedTuple):
    """What a line is."""

    code: str
    en: str
    zh: str


TOTAL = Line("total_row", "A total; it is no record.", "合计行,不是数据。")
FOOTNOTE = Line("footnote", "A footnote; it is no record.", "表尾说明,不是数据。")
SIGNATURE = Line(
    "signature", "A signature or date line; it is no record.", "签名或日期行,不是数据。"
)
END = Line("end_of_table", "The end of a table; it is no record.", "表尾标记,不是数据。")
PAGE = Line("page_number", "A page number; it is no record.", "页码,不是数据。")
SECTION = Line("section_line", "A heading between rows; it is no record.", "表中小标题,不是数据。")
EXAMPLE = Line(
    "example_row", "An example for whoever fills in; it is no record.", "填写示例,不是数据。"
)


def folded(cell: Cell) -> str:
    """The text of a cell as it is compared: one width, small letters, no outer blanks."""
    return unicodedata.normalize("NFKC", str(cell)).strip().lower()


def recognised(cells: Mapping[int, Cell], merges: list[Merge], after_footnote: bool) -> Line | None:
    """What a row is when it is no record; `merges` begin on it. None: it is a record.

    Only the first cells decide: an organisation whose 备注 begins with 注: is a record.
    """
    first, *others = cells.values()
    text = folded(first)
    if all(_END.fullmatch(folded(cell)) for cell in cells.values() if not is_number(cell)):
        return None if is_number(first) and not others else END
    if not others:
        lone = _lone(first, text, after_footnote)
        if lone or _spans(merges):
            return lone or SECTION
    if any(_EXAMPLE.fullmatch(folded(cell)) for cell in [first, *others[:1]]):
        return EXAMPLE
    if _is_total(text) or (is_number(first) and others and _is_total(folded(others[0]))):
        return TOTAL
    if _SIGNATURE.fullmatch(text) or _SEAL.fullmatch(text):
        return SIGNATURE
    return None


def _lone(cell: Cell, text: str, after_footnote: bool) -> Line | None:
    """What the only cell of a row is. A name alone is a record."""
    if _FOOTNOTE.match(text) or (after_footnote and _FOOTNOTE_ITEM.match(text)):
        return FOOTNOTE
    if isinstance(cell, date) or _DATE_LINE.fullmatch(text):
        return SIGNATURE
    if _PAGE.fullmatch(text):
        return PAGE
    if _BRACKETED.fullmatch(text) or (_SENTENCE.search(text) and len(text) >= SENTENCE_LENGTH):
        return FOOTNOTE
    return SECTION if _SECTION.fullmatch(text) or _HEADING.fullmatch(text) else None


def _is_total(text: str) -> bool:
    tight = re.sub(r"\s+", "", text)
    return bool(
        _TOTAL.fullmatch(tight) or _NAMED_TOTAL.fullmatch(tight) or _TOTAL_ENGLISH.fullmatch(text)
    )


def is_group(text: str) -> bool:
    """Whether a text names a country or a group of people, and so nobody: 美国, 第二组, 理事会."""
    plain = folded(text)
    return bool(_GROUP.fullmatch(plain)) or parse_country(plain).value is not None


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, as such or as text."""
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdigit())


def _spans(merges: list[Merge]) -> bool:
    return any(merge.right - merge.left + 1 >= SECTION_COLUMNS for merge in merges)
