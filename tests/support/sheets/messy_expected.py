"""What an import says of messy_workbooks.py in this folder, and what is in the store after it."""

from __future__ import annotations

from typing import Any, NamedTuple

ROSTER, TALENTS, BODIES, TIES = "01 华侨名册.xlsx", "02 人才.xlsx", "03 机构.xlsx", "04 关系.xlsx"
RETURNEES, RELATIVES, STUDENTS = "05 归侨.csv", "06 侨眷.tsv", "07 留学生.xls"
ARCHIVE = "08 报送.zip"


class Said(NamedTuple):
    """A problem, but for its words."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    code: str


def _roster(row: int | None, column: str | None, value: str | None, code: str) -> Said:
    return Said(ROSTER, "华侨华人", row, column, value, code)


def _talent(row: int | None, column: str | None, value: str | None, code: str) -> Said:
    return Said(TALENTS, "人才", row, column, value, code)


def _tie(row: int | None, column: str | None, value: str | None, code: str) -> Said:
    return Said(TIES, "关系", row, column, value, code)


def _whole(file: str, code: str, sheet: str | None = None, value: str | None = None) -> Said:
    return Said(file, sheet, None, None, value, code)


SAID = [
    # Recognised for what it is.
    _roster(1, None, "海州市华侨华人名册(合成数据)", "title_line"),
    _roster(2, None, "填报单位:海州市侨联(合成)", "title_line"),
    _roster(3, None, None, "header_of_two_lines"),
    _roster(None, "血型", None, "forbidden_column"),
    _roster(6, "所在国家", "锡兰", "old_country_name"),
    _roster(9, None, "小计 3", "total_row"),
    _roster(13, None, "合计 5", "total_row"),
    _roster(14, None, "注:以上数据均为合成。", "footnote"),
    _roster(15, None, "填表人:甲 审核人:乙", "signature"),
    _roster(None, None, None, "empty_rows"),
    _whole(ROSTER, "hidden_sheet", "去年旧表"),
    Said(BODIES, "企业", 1, "注册资金", None, "unknown_column"),
    # Which kind each sheet was read as, and why.
    _whole(ROSTER, "kind_told", "华侨华人"),
    _whole(TALENTS, "kind_told", "人才"),
    *(
        _whole(BODIES, "kind_told", sheet)
        for sheet in ("高校", "企业", "科研院所与创新平台", "联络员")
    ),
    _whole(TIES, "kind_told", "关系"),
    _whole(RETURNEES, "kind_told"),
    _whole(RELATIVES, "kind_told"),
    _whole(STUDENTS, "kind_told", "留学生"),
    _whole(f"{ARCHIVE}/归侨名单.csv", "kind_told"),
    # Cells that are not taken; their rows are.
    _roster(8, "出生日期", "03/04/1992", "ambiguous_date"),
    _roster(8, "电话", "1.3E+10", "number_lost_digits"),
    _roster(10, "出生日期", "1990-02-30", "impossible_date"),
    _roster(10, "所在国家", "亚特兰蒂斯", "unknown_country"),
    _talent(3, "出生年月", "约1970年", "approximate_date"),
    _talent(6, "出生年月", "85.5.1", "two_digit_year"),
    _talent(6, "学位", "#N/A", "error_value"),
    _talent(6, "谢绝联络", "看情况", "not_yes_or_no"),
    _talent(7, "学位", "=CONCATENATE(1,2)", "formula_without_value"),
    _talent(15, "出生年月", "至今", "no_end_here"),
    _tie(3, "结束日期", "2015.13", "impossible_date"),
    _tie(3, "强度", "很强", "not_a_share"),
    # Who is who.
    _talent(9, None, "重名人", "namesake"),
    _talent(11, None, "双机人", "joined_rows"),
    # Of one name, year and degree there may be two.
    _talent(13, None, "同行人", "same_or_namesake"),
    _talent(14, None, "钱一", "same_or_namesake"),
    Said(BODIES, "科研院所与创新平台", 3, None, "侨乡研究院", "namesake"),
    # What a name refers to, where it is not one thing.
    _talent(2, "单位", "侨乡研究院", "ambiguous_target"),
    _talent(3, "单位", "无此单位", "missing_target"),
    _talent(15, "联络员", "无此联络员", "missing_target"),
    Said(BODIES, "科研院所与创新平台", 2, "所在地", "海州", "missing_target"),
    Said(BODIES, "科研院所与创新平台", 3, "所在地", "邻州", "missing_target"),
    _tie(5, "起点", "查无此人", "missing_target"),
    # Rows that are refused.
    _roster(11, "姓名", None, "missing_name"),
    _talent(4, "编号", "t-2", "doubled_id"),
    _talent(5, "编号", "t 3!", "bad_id"),
    _tie(4, "起点编号", "t-404", "unknown_end"),
    _tie(6, "关系类型", "暗恋", "unknown_type"),
    _tie(7, "终点", "t-1", "missing_end"),
    _tie(8, "关系", "WORKS_AT", "bad_ends"),
    # Files and sheets that cannot be taken.
    _whole(f"{ARCHIVE}/../returnees.csv", "archive_bad_path"),
    _whole(f"{ARCHIVE}/inner.zip", "nested_archive"),
    _whole("09 网页导出.xlsx", "web_page"),
    _whole("10 损坏.xlsx", "file_damaged"),
    _whole("11 加密.xlsx", "workbook_encrypted"),
    _whole("12 空.csv", "empty_file"),
    _whole("13 说明.docx", "unknown_extension"),
    _whole("14 远角.xlsx", "sheet_too_big", "人才", "XFD1048576"),
    _whole("15 未注明.xlsx", "which_kind_unknown", "Sheet1"),
]

# Every good row: its name, its most special label, and its properties but for the sources.
GOOD: list[tuple[str, str, dict[str, Any]]] = [
    (
        *("张三", "OverseasChinese"),
        {
            "birth_date": "1980-05-01",
            "phone": "10000000001",
            "email": "z3@example.org",
        },
    ),
    ("李四", "OverseasChinese", {"birth_date": "1981-02-03", "phone": "100-0000-0002"}),
    (
        *("王五", "OverseasChinese"),
        {"extra": {"出生日期": "03/04/1992"}},
    ),
    (
        *("赵六", "OverseasChinese"),
        {"extra": {"出生日期": "1990-02-30", "所在国家": "亚特兰蒂斯"}},
    ),
    ("孙七", "OverseasChinese", {"birth_date": "1990-05-07", "phone": "10000000006"}),
    (
        *("钱一", "Talent"),
        {
            "birth_date": "2023-05",
            "academic_degree": "博士",
            "honours": ["甲奖", "乙奖", "丙奖"],
            "unlinked": {"单位": "侨乡研究院"},
            "declined": True,
        },
    ),
    (
        *("钱二", "Talent"),
        {
            "academic_degree": "硕士",
            "honours": ["甲奖,乙奖"],
            "declined": False,
            "extra": {"出生年月": "约1970年"},
            "unlinked": {"单位": "无此单位"},
        },
    ),
    (
        *("钱四", "Talent"),
        {"extra": {"出生年月": "85.5.1", "谢绝联络": "看情况"}},
    ),
    ("钱五", "Talent", {"birth_date": "1974"}),
    ("重名人", "Talent", {"birth_date": "1975-01-01", "academic_degree": "博士"}),
    ("重名人", "Talent", {"birth_date": "1976-02-02", "academic_degree": "博士"}),
    ("双机人", "Talent", {"birth_date": "1977-03-03", "phone": "10000000011、10000000012"}),
    ("同行人", "Talent", {"birth_date": "1978", "academic_degree": "博士"}),
    (
        *("至今人", "Talent"),
        {"extra": {"备注": "@合成"}, "unlinked": {"联络员": "无此联络员"}},
    ),
    ("海州大学", "University", {"founded": "1952"}),
    ("邻州学院", "University", {"founded": "1954-10-03"}),
    ("侨乡机械公司", "Enterprise", {"founded": "2001-05", "extra": {"注册资金": "500"}}),
    ("侨乡贸易公司", "Enterprise", {"founded": "2002"}),
    ("侨乡研究院", "ResearchInstitute", {"unlinked": {"所在地": "海州"}}),
    ("侨乡研究院", "ResearchInstitute", {"unlinked": {"所在地": "邻州"}}),
    ("吴联络", "LiaisonOfficer", {"position": "主任"}),
    ("郑一", "Returnee", {"birth_date": "1960-01-01"}),
    ("郑二", "Returnee", {"birth_date": "1961-02-02"}),
    ("冯一", "Relative", {"birth_date": "1962-03-03"}),
    ("冯二", "Relative", {"birth_date": "1963-04-04"}),
    ("陈一", "OverseasStudent", {}),
    ("陈二", "OverseasStudent", {}),
    ("褚一", "Returnee", {"position": "主任"}),
]

# Countries that rows name; nothing else is made that no row is about.
COUNTRIES = {"德国", "斯里兰卡", "中国香港", "法国", "日本", "缅甸", "美国"}

GOOD_TIES = {
    ("张三", "WORKS_AT", "侨乡机械公司"),
    ("李四", "WORKS_AT", "侨乡机械公司"),
    ("王五", "WORKS_AT", "侨乡贸易公司"),
    ("赵六", "WORKS_AT", "侨乡贸易公司"),
    ("孙七", "WORKS_AT", "侨乡贸易公司"),
    ("钱一", "ALUMNUS_OF", "海州大学"),
    ("钱二", "ALUMNUS_OF", "海州大学"),
    ("钱四", "SERVED_BY", "吴联络"),
    ("钱一", "KNOWS", "王五"),
    ("陈一", "STUDIES_AT", "海州大学"),
    ("陈二", "STUDIES_AT", "邻州学院"),
    ("张三", "LOCATED_IN", "德国"),
    ("李四", "LOCATED_IN", "斯里兰卡"),
    ("王五", "LOCATED_IN", "中国香港"),
    ("孙七", "LOCATED_IN", "法国"),
    ("郑一", "LOCATED_IN", "日本"),
    ("郑二", "LOCATED_IN", "缅甸"),
    ("冯一", "LOCATED_IN", "美国"),
    ("冯二", "LOCATED_IN", "美国"),
}
