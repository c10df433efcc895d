"""Texts, sounds and spellings, as the search compares them."""

import unicodedata

import pytest

from graph.search.spelling import organisations, pinyin, surnames, wade_giles
from graph.search.spelling.text import HERE, compact, has_chinese, is_chinese, span, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("陳家豪", "陈家豪"),
        ("衞寧", "衛甯"),
        ("範", "范"),
        ("龑", "䶮"),
        ("檳城", "槟城"),
        ("𠮷田", "吉田"),
        ("ＷＡＮＧ", "wang"),
        ("Łódź", "lodz"),
        ("Søren Æbelø", "soren aebelo"),
        ("Đặng", "dang"),
        ("Işık", "isik"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "STRASSE"),
        ("Ёлкин", "елкин"),
        ("王\u200b海\u202e归", "王海归"),
        ("阿卜杜拉·买买提", "阿卜杜拉・买买提"),
        ("O’Brien-Lee, Ann", "obrien lee ann"),
    ],
)
def test_one_text_in_two_dresses(one, other):
    assert compact(one) == compact(other) != ""
    assert compact(unicodedata.normalize("NFD", one)) == compact(other)


def test_different_names_stay_different():
    assert len({compact(name) for name in ("王伟", "王玮", "汪伟", "wangwei", "")}) == 5
    assert compact(" 。，！'\"-<>*") == ""


def test_a_match_is_found_again_in_the_text_as_written():
    assert span("Łódź-Straße Æon", "strasse") == (5, 11)
    assert span("陳 家豪", "家豪") == (2, 4)
    assert span("王海归", "赵") is None


def test_an_apostrophe_joins_and_a_hyphen_parts():
    assert words("Ch'en, Chia-hao") == ["chen", "chia", "hao"]


@pytest.mark.parametrize(
    ("name", "first", "also"),
    [
        ("单雄信", "shanxiongxin", "danxiongxin"),
        ("仇英", "qiuying", "chouying"),
        ("解晓东", "xiexiaodong", "jiexiaodong"),
        ("区志强", "ouzhiqiang", "quzhiqiang"),
        ("朴树", "piaoshu", "pushu"),
        ("曾国藩", "zengguofan", "cengguofan"),
        ("万俟卨", "moqixie", "wansixie"),
        ("尉迟恭", "yuchigong", "weichigong"),
        ("欧阳修", "ouyangxiu", None),
        ("陈重庆", "chenchongqing", "chenzhongqing"),
    ],
)
def test_a_person_is_read_by_the_surname_first(name, first, also):
    made = ["".join(sound) for sound in pinyin.sounds(name, person=True)]
    assert made[0] == first
    assert also is None or also in made


def test_what_is_no_person_is_read_by_its_phrases():
    assert "".join(pinyin.sounds("重庆银行")[0]) == "chongqingyinhang"
    assert "".join(pinyin.sounds("单位")[0]) == "danwei"
    assert pinyin.sounds("Huaxia") == []
    assert len(pinyin.sounds("行行长长乐乐重重和和还还都都")) == pinyin.LONG_SOUNDS_LIMIT


@pytest.mark.parametrize("query", ["lvbu", "lubu", "lyubu"])
def test_the_ways_to_type_u_with_dots(query):
    known = {text for sound in pinyin.sounds("吕布", person=True) for text in pinyin.typed(sound)}
    assert known & set(pinyin.as_typed(query))


def test_wade_giles_by_rule():
    expected = {
        "xu": "hsü", "chong": "ch'ung", "yu": "yü", "zhang": "chang", "qian": "ch'ien",
        "xue": "hsüeh", "shi": "shih", "zi": "tzu", "luo": "lo", "guo": "kuo", "xiong": "hsiung",
        "quan": "ch'üan", "ren": "jen", "gui": "kuei", "he": "ho", "you": "yu", "cao": "ts'ao",
        "er": "erh", "ye": "yeh", "jiang": "chiang", "bo": "po", "te": "t'e",
    }  # fmt: skip
    assert {syllable: wade_giles.wade_giles(syllable) for syllable in expected} == expected


def test_every_syllable_is_read_back_with_and_without_apostrophes():
    for syllable in wade_giles.syllables():
        form = wade_giles.wade_giles(syllable)
        assert syllable in wade_giles.readings([form])
        assert syllable in wade_giles.readings([form.replace("'", "").replace("ü", "u")])


def test_a_passport_name_is_read_back():
    assert "xuchongyu" in wade_giles.readings(["hsu", "chung", "yu"])
    assert "xuchongyu" in wade_giles.readings(["hsu", "chungyu"])
    # One apostrophe, and the others count too.
    assert "chenjiahao" in wade_giles.readings(["ch'en", "chia", "hao"])
    assert "chenqiahao" not in wade_giles.readings(["ch'en", "chia", "hao"])
    assert wade_giles.readings(["xu", "jia"]) == []


def test_surnames_by_dialect():
    spelled = surnames.spellings()
    assert "陈" in spelled["tan"]
    assert "陈" in spelled["chan"]
    assert {"黄", "吴"} <= set(spelled["ng"])
    assert "许" in spelled["hsu"]
    assert "欧阳" in spelled["auyeung"]
    assert "萧" in spelled["hsiao"]
    assert all(len(name) in (1, 2) for name in surnames.surnames())


def test_tables_are_in_the_script_that_they_are_compared_in():
    rows = (HERE / "variants.csv").read_text(encoding="utf-8").splitlines()
    usual = [row.split(",")[1] for row in rows if not row.startswith("#")][1:]
    assert [text for text in usual if compact(text) != text] == []
    assert [text for text in surnames.surnames() if compact(text) != text] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("徐州市归国华侨联合会", "徐州侨联"),
        ("徐州市人力资源和社会保障局", "徐州人社局"),
        ("云龙区科学技术协会", "雲龍科協"),
        ("恒达科技有限责任公司", "恒达科技股份有限公司"),
        ("恒达科技", "恒达科技有限公司"),
        ("Hua Xia & Partners Sdn. Bhd.", "HUA XIA and Partners Limited"),
        ("Muster GmbH", "muster"),
    ],
)
def test_one_organisation_under_two_names(one, other):
    assert organisations.canonical(one) == organisations.canonical(other) != ""


def test_what_only_looks_like_a_form_is_kept():
    made = [organisations.canonical(n) for n in ("公司", "徐州市场协会", "城市规划院", "Ltd")]
    assert made == ["公司", "徐州市场协会", "城市规划院", "ltd"]


def test_a_text_and_its_characters_agree_on_what_is_chinese():
    edges = ["㏿", "㐀", "鿿", "ꀀ", "豈", "﫿", "ﬀ", "𠀀", "𠮷", "a", "が", "한", "\U0010ffff"]
    assert [has_chinese(f"x{c}") for c in edges] == [is_chinese(c) for c in edges]
    assert not has_chinese("")
