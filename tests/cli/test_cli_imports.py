"""`qiaotu import` and `template`: what they print, how they end, and what they do beside others."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.settings import Settings, load_settings
from seed.imports.service import jobs_of
from tests.api.test_api_server import command, environment, started
from tests.support.api_client import serving
from tests.support.import_client import PATIENCE, turn_taken

PEOPLE = "姓名,国家,出生日期\n合成甲,德国,1960-01-01\n合成乙,德国,约1970年\n"
REFUSED = "编号,姓名\nt-1,合成丙\nt-1,合成丁\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data=tmp_path / "data")


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "归侨.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def talents(tmp_path: Path) -> str:
    path = tmp_path / "人才.csv"
    path.write_text(REFUSED, encoding="utf-8")
    return str(path)


def test_files_go_in_and_the_end_is_told(run, people):
    done = run("import", people)
    assert done.code == 0, done
    assert re.search(r"^实体 entities +[2-9]", done.out, re.MULTILINE)
    assert "归侨.csv 第 3 行 出生日期“约1970年”" in done.out
    assert re.search(r"qiaotu import undo [0-9a-z-]+", done.out)
    assert "problems.jsonl" in done.out
    assert "合成甲" in run("search", "合成甲").out
    again = run("import", people)
    assert re.search(r"^实体 entities +0 +0 +[2-9]", again.out, re.MULTILINE)


def test_rows_that_were_refused_are_exit_code_1_in_a_dry_run_too(run, talents):
    for arguments in ((talents, "--dry-run"), (talents,)):
        done = run("import", *arguments)
        assert done.code == 1
        assert "未导入" in done.out
        assert "Traceback" not in done.err
    assert "退出码" in run("import", "--help").out


def test_a_dry_run_is_done_for_real_by_its_id(run, people):
    trial = json.loads(run("import", people, "--dry-run", "--json").out)
    assert (trial["state"], trial["dry_run"]) == ("done", True)
    assert "qiaotu seed" in run("search", "合成甲").err
    real = json.loads(run("import", "--resume", trial["id"], "--json").out)
    assert (real["id"], real["dry_run"], real["counts"]) == (trial["id"], False, trial["counts"])
    assert "合成甲" in run("search", "合成甲").out
    assert run("import", "--resume", trial["id"]).is_refused("done")
    assert run("import", "--resume", trial["id"], people).is_refused("--resume")


def test_questions_are_answered_by_a_file(run, tmp_path):
    path, answers = tmp_path / "人才.csv", tmp_path / "答复.json"
    path.write_text("姓名,电话,邮箱\n合成丁,13800000009,\n", encoding="utf-8")
    assert run("import", str(path)).code == 0
    path.write_text("姓名,电话,邮箱\n合成丁,13800000009,d@example.org\n", encoding="utf-8")
    asked = run("import", str(path))
    assert "待决定" in asked.out
    assert "138****0009" in asked.out
    answers.write_text('[{"answer": "same", "row": 2}]', encoding="utf-8")
    done = json.loads(run("import", str(path), "--decide", str(answers), "--json").out)
    assert (done["counts"]["changed"], done["counts"]["to_decide"]) == (1, 0)
    answers.write_text('[{"answer": "perhaps"}]', encoding="utf-8")
    assert run("import", str(path), "--decide", str(answers)).is_refused("decisions")


def test_rows_that_became_one_are_listed(run, tmp_path):
    path = tmp_path / "人才.csv"
    path.write_text("姓名,电话,备注\n合成丁,13800000009,一\n合成丁,13800000009,二\n", "utf-8")
    done = run("import", str(path))
    assert "人才.csv 第 3 行 “合成丁”:与 人才.csv 第 2 行合为一条记录" in done.out


def test_undo_and_list(run, people, settings):
    first = json.loads(run("import", people, "--json").out)
    assert run("import", "list").out.splitlines()[1].startswith(first["id"])
    undone = run("import", "undo", first["id"])
    assert (undone.code, "Undone" in undone.out) == (0, True)
    assert run("import", "undo", first["id"]).is_refused("undone")
    assert run("import", "undo", "nothing").is_refused("nothing", "qiaotu import list")
    listed = json.loads(run("import", "list", "--json").out)
    assert [(each["id"], each["state"]) for each in listed["imports"]] == [(first["id"], "undone")]
    with serving(settings.model_copy(update={"seed_on_start": False})) as client:
        assert client.get("/api/imports?limit=20").json() == listed


def test_a_later_edit_is_named_by_undo(run, talents, settings):
    job = json.loads(run("import", talents, "--json").out)
    with serving(settings.model_copy(update={"seed_on_start": False})) as client:
        changed = client.patch("/api/entities/t-1", json={"properties": {"summary": "后改"}})
        assert changed.status_code == 200
    assert run("import", "undo", job["id"]).is_refused("t-1")


def test_reports_are_written_where_they_are_wanted(run, talents, people, tmp_path):
    book, lines = tmp_path / "报告.xlsx", tmp_path / "报告.jsonl"
    done = run("import", people, talents, "--report", str(book), "--report", str(lines))
    assert done.code == 1
    assert str(book) in done.out
    assert load_workbook(book).sheetnames == ["汇总", "归侨", "人才"]
    codes = {json.loads(line)["code"] for line in lines.read_text(encoding="utf-8").splitlines()}
    assert "approximate_date" in codes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.xlsx",), ("nowhere.xlsx",)),
        (("{people}", "--report", "r.pdf"), ("r.pdf", ".jsonl")),
        (("{people}", "--report", "/nowhere/r.xlsx"), ("/nowhere/r.xlsx",)),
        (("{people}", "--label", "Human"), ("label", "Human")),
        (("{people}", "--office", "nowhere"), ("office", "nowhere")),
        (("{people}", "--round", "a b"), ("round",)),
        (("{people}", "--map", "nowhere.json"), ("nowhere.json",)),
        (("{people}", "--map", "{people}"), ("map",)),
        (("--resume", "../.."), ("id",)),
    ],
)
def test_what_cannot_be_is_one_line_and_no_import(run, people, arguments, words):
    refused = run("import", *(argument.format(people=people) for argument in arguments))
    assert (refused.code, refused.out) == (1, "")
    last = refused.err.splitlines()[-1]
    assert [word for word in words if word not in last] == []
    assert json.loads(run("import", "list", "--json").out)["total"] == 0


@pytest.mark.parametrize(
    "arguments", [("import",), ("import", "a.csv", "--nope"), ("import", "undo"), ("template",)]
)
def test_wrong_usage_is_2(run, arguments):
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"qiaotu {arguments[0]} " in outcome.err.splitlines()[0]


def test_a_file_may_be_called_as_a_command_is(run, tmp_path, monkeypatch):
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "归侨.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("import", "./list").code == 0
    assert "共 1 次" in run("import", "list").out


def test_the_template_is_written(run, tmp_path):
    path = tmp_path / "模板.xlsx"
    assert run("template", "-o", str(path)).code == 0
    assert "关系" in load_workbook(path).sheetnames
    assert run("template", "-o", str(tmp_path / "no" / "模板.xlsx")).is_refused("模板.xlsx")


def test_beside_a_server_it_tells_the_way_over_the_api(tmp_path, people):
    with started(tmp_path) as server:
        assert server.line
        done = called(tmp_path, "import", people)
        assert (done.returncode, done.stdout) == (1, "")
        assert "curl -F files=@" in done.stderr.splitlines()[-1]
        assert "/api/imports" in done.stderr
        assert list(jobs_of(load_settings(data=tmp_path)).ids()) == []


def test_a_second_command_waits_for_the_first(tmp_path, people):
    settings = load_settings(data=tmp_path)
    with turn_taken(settings):
        second = begun(tmp_path, "import", people)
        assert second.stderr is not None
        assert "等它结束" in second.stderr.readline()
    out, _ = second.communicate(timeout=PATIENCE)
    assert (second.returncode, "新增" in out) == (0, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_and_the_same_command_goes_on(tmp_path, people, number):
    settings = load_settings(data=tmp_path)
    with turn_taken(settings):
        first = begun(tmp_path, "import", people)
        assert first.stderr is not None
        assert first.stderr.readline()
        first.send_signal(number)
        out, complaints = first.communicate(timeout=PATIENCE)
    assert first.returncode == 130, complaints
    assert "qiaotu import --resume" in out
    assert "Traceback" not in complaints
    id_ = jobs_of(settings).ids()[0]
    again = called(tmp_path, "import", "--resume", id_, "--json")
    assert json.loads(again.stdout)["counts"]["new"] >= 2


def begun(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments),
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def called(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = begun(folder, *arguments)
    out, complaints = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(process.args, process.returncode, out, complaints)
