"""Titles beside a name: what is parted, and what stays whole."""

from __future__ import annotations

import pytest

from graph.search.spelling.titles import parted

PARTED = {
    "秦某(女)": ("秦某", {"gender": "女"}),
    "许崇育（男）": ("许崇育", {"gender": "男"}),
    "吕某教授": ("吕某", {"position": "教授"}),
    "吕某副教授": ("吕某", {"position": "副教授"}),
    "许崇育先生": ("许崇育", {"gender": "男"}),
    "孙博华博士": ("孙博华", {"academic_degree": "博士"}),
    "欧阳修博士": ("欧阳修", {"academic_degree": "博士"}),
    "马克·吐温先生": ("马克·吐温", {"gender": "男"}),
    "张伟(女，教授)": ("张伟", {"gender": "女", "position": "教授"}),
    "张伟(David Zhang)": ("张伟", {"english_name": "David Zhang"}),
    "Zhang Wei（张伟）": ("张伟", {"english_name": "Zhang Wei"}),
    "Dr. Xu Chongyu": ("Xu Chongyu", {"title": "Dr."}),
    "Mr Xu Chongyu": ("Xu Chongyu", {"gender": "男"}),
    "Prof. Sun Bohua": ("Sun Bohua", {"position": "Prof."}),
    "Xu Chongyu, Ph.D.": ("Xu Chongyu", {"academic_degree": "Ph.D."}),
}
# Without the title nobody is named, or the words are part of the name.
WHOLE = (
    *(
        "王院长",
        "欧阳博士",
        "李女士",
        "徐州大学校长",
        "张伟（大）",
        "张伟（曾用名李四）",
        "王大明夫人",
    ),
    *("张三", "C. Y. Xu", "Mr. Li", "Dr", "ng md", ""),
)


@pytest.mark.parametrize("text", PARTED)
def test_a_title_is_parted_and_told(text: str) -> None:
    name, said = parted(text)
    assert (name, dict(said)) == PARTED[text]


@pytest.mark.parametrize("text", WHOLE)
def test_a_name_that_needs_its_words_stays_whole(text: str) -> None:
    assert parted(text) == (text, ())
