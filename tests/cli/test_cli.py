"""The `qiaotu` command: what it prints, its exit codes, one line for each error."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.app import own_version
from graph.settings import load_settings
from tests.support.api_client import serving

ROUTE = ("route", "office", "zhao", "--as-of", "2026-01-01")


def test_help_tells_every_command_in_both_languages(run):
    told = run("--help")
    assert told.code == 0
    for command in ("serve", "seed", "search", "route", "check", "export-view"):
        assert re.search(rf"^ +{command} +[一-鿿].*[A-Z]", told.out, re.MULTILINE)
        own = run(command, "--help")
        assert own.code == 0
        assert re.search("[一-鿿]", own.out)


def test_it_tells_its_version(run):
    assert run("--version").out == f"qiaotu {own_version()}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("sing",),
        ("search",),
        ("search", "a", "--limit", "0"),
        ("search", "a", "--limit", "ten"),
        ("search", "a", "--page", "2"),
        ("route", "a"),
        ("route", "a", "b", "--k", "51"),
        ("route", "a", "b", "--max-hops", "7"),
        ("export-view", "a"),
        ("serve", "--port", "65536"),
    ],
)
def test_wrong_usage_is_2(run, arguments):
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "") or arguments == ()
    assert outcome.code == 2
    assert "Traceback" not in outcome.err


def test_reading_an_empty_network_says_how_to_fill_it(run):
    for arguments in (("search", "a"), ("route", "a", "b"), ("export-view", "a", "-o", "x.html")):
        assert run(*arguments).is_refused("qiaotu seed")


def test_seed_loads_the_documents_once(run):
    first = json.loads(run("seed", "--json").out)
    assert first["entities"] > 300
    assert json.loads(run("seed", "--json").out) == {"entities": 0, "relationships": 0}
    assert re.search(r"Created 0 entities and 0 relationships", run("seed").out)
    found = run("search", "许崇育")
    assert "person-xu-chongyu" in found.out.splitlines()[1]


def test_search_shows_a_table_best_first(family):
    found = family("search", "海州")
    assert found.code == 0
    heading, first, *_ = found.out.splitlines()
    assert re.split(r" {2,}", heading.strip()) == [
        *("名称 name", "标签 label", "匹配 match", "关系 ties", "编号 id")
    ]
    assert "海州" in first
    assert found.out.splitlines()[-1].startswith("共 ")
    assert "office" in family("search", "海州市", "--label", "Federation").out
    assert "0 of 0" in family("search", "无此人").out
    assert "1 of 2" in family("search", "校友", "--limit", "1").out


def test_search_and_route_print_what_the_api_answers(family, tmp_path):
    hits = family("search", "校友", "--limit", "50", "--json").out
    routes = family(*ROUTE, "--json").out
    with serving(load_settings(data=tmp_path / "data")) as client:
        assert json.loads(hits) == client.get("/api/search?q=校友").json()
        asked = "/api/routes?from=office&to=zhao&as_of=2026-01-01"
        assert json.loads(routes) == client.get(asked).json()


def test_route_shows_each_step_with_its_evidence(family):
    shown = family(*ROUTE)
    assert shown.code == 0
    assert re.search(r"^1\. 0\.\d{3} · \d 步 hops", shown.out, re.MULTILINE)
    assert "— 相识 —" in shown.out
    assert "← 任职 —" in shown.out
    assert "最弱" in shown.out
    assert "合成数据" in shown.out
    assert "独立" in shown.out


def test_route_takes_names_and_filters(family):
    by_name = family("route", "海州市侨联", "赵院士", "--as-of", "2026-01-01", "--json")
    assert by_name.out == family(*ROUTE, "--json").out
    assert by_name.out == family("route", "海州市归国华侨联合会", *ROUTE[2:], "--json").out
    narrow = json.loads(family(*ROUTE, "--avoid", "黄大使", "--k", "1", "--json").out)
    assert [node["id"] for node in narrow["routes"][0]["nodes"]] == [
        *("office", "li", "chen", "wang", "zhao")
    ]
    over = json.loads(family(*ROUTE, "--via", "sun", "--type", "KNOWS", "--json").out)
    assert over["tried"]["types"] == ["KNOWS"]
    past = ("route", "xu", "tan", "--as-of", "2026")
    assert "没有路线" in family(*past).out
    assert "旧公司" in family(*past, "--include-past").out


def test_either_end_of_a_route_may_be_several(family):
    asked = ("--as-of", "2026-01-01", "--json")
    alone = json.loads(family(*ROUTE, "--json").out)["routes"][0]
    given = ("--from", "office", "--from", "林校友", "--to", "赵院士", "--to", "孙会长")
    best = json.loads(family("route", *given, *asked).out)["routes"][0]
    assert {best["nodes"][0]["id"], best["nodes"][-1]["id"]} <= {"office", "lin", "zhao", "sun"}
    assert best["score"] > alone["score"]
    beside = family("route", "office", "zhao", "--from", "lin", "--to", "sun", *asked)
    assert json.loads(beside.out)["routes"][0] == best
    twice = family("route", "office", "zhao", "--from", "海州市侨联", "--to", "赵院士", *asked)
    assert twice.out == family(*ROUTE, "--json").out
    whom = ("reach", "office", "--from", "sun", "--limit", "5", "--json")
    assert len(json.loads(family(*whom).out)["reached"]) == 5
    assert family("route", "--from", "office").code == 2
    assert family("reach").code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search", "a", "--label", "Human"), ("label", "Human")),
        (("search", "a", "--country", "nowhere"), ("country", "nowhere")),
        (("search", "a\nb"), ("q", "U+000A")),
        (("search", "a" * 1001), ("q", "1000")),
        (("route", "nobody", "zhao"), ("FROM", "nobody")),
        (("route", "office", "赵\x00"), ("TO",)),
        (("route", "office", "--to", "nobody", "--to", "zhao"), ("TO", "nobody")),
        (("route", "zhao", "zhao"), ("to",)),
        (("route", "office", "zhao", "--as-of", "soon"), ("as_of",)),
        (("route", "office", "zhao", "--type", "LIKES"), ("LIKES",)),
        (("route", "office", "zhao", "--avoid", "zhao"), ("avoid",)),
        (("export-view", "zhao", "-o", "/nowhere/at/all.html"), ("/nowhere/at/all.html",)),
    ],
)
def test_an_error_is_one_line(family, arguments, words):
    assert family(*arguments).is_refused(*words)


def test_a_name_that_several_bear_lists_them(family, tmp_path):
    with serving(load_settings(data=tmp_path / "data")) as client:
        namesake = {"id": "zhao-2", "name": "赵院士", "labels": ["Returnee"]}
        assert client.post("/api/entities", json=namesake).status_code == 201
    refused = family("route", "office", "赵院士")
    assert refused.is_refused("zhao (", "zhao-2 (")
    assert family("route", "office", "zhao").code == 0


def test_export_view_writes_one_offline_page(family, tmp_path):
    page = tmp_path / "view.html"
    done = family("export-view", "赵院士", "li", "--limit", "8", "-o", str(page))
    assert done.code == 0
    assert str(page) in done.out
    text = page.read_text(encoding="utf-8")
    assert "赵院士" in text
    assert not re.search(r"(src|href)=[\"']?https?:", text)


def test_check_tells_what_it_found(family, monkeypatch):
    whole = family("check")
    assert whole.code == 0
    assert "✗" not in whole.out
    monkeypatch.delenv("QIAOTU_SEED_DOCUMENTS", raising=False)
    report = json.loads(family("check", "--json").out)
    assert (report["engine"], report["entities"], report["anchors"]) == ("kglite", 19, None)
    assert report["queries"] > 20


def test_check_fails_for_anchors_that_are_not_in_the_texts(family, monkeypatch, tmp_path):
    monkeypatch.setenv("QIAOTU_SEED_DOCUMENTS", str(tmp_path))
    assert family("check").is_refused("cannot be read")
    for name in ("000", "001", "002", "003", "004"):
        for line in Path("seed/facts", f"{name}.yaml").read_text(encoding="utf-8").splitlines():
            if line.startswith("  file: "):
                (tmp_path / line.removeprefix("  file: ")).write_text("别的文字", encoding="utf-8")
    wrong = family("check")
    assert wrong.code == 1
    assert "✗" in wrong.out
    assert json.loads(family("check", "--json").out)["false_anchors"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QIAOTU_STORE", "mysql://somewhere"),
        ("QIAOTU_STORE", "bolt://127.0.0.1:9"),
        ("QIAOTU_HOST", "0.0.0.0"),
        ("QIAOTU_PORT", "many"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(run, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    arguments = ("search", "a") if name == "QIAOTU_STORE" else ("serve",)
    assert run(*arguments).is_refused()


def test_a_folder_that_cannot_be_written_is_one_line(run, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("QIAOTU_DATA", str(tmp_path / "file" / "data"))
    assert run("seed").is_refused("QIAOTU_DATA")


def test_a_misspelt_setting_is_told_and_the_rest_goes_on(family, monkeypatch):
    monkeypatch.setenv("QIAOTU_PROT", "1")
    told = family("search", "赵院士")
    assert told.code == 0
    assert "QIAOTU_PROT" in told.err
    assert "zhao" in told.out
