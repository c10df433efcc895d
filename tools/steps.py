"""What the preparing tools share: saying a step, running a command, telling whether files changed."""

import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / ".venv" / "setup.log"

_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|Max retries|ProxyError|SSLError"
    r"|Temporary failure in name resolution|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN"
)
_COMPLAINT = re.compile(r"(?:npm (?:error|ERR!)|\bERROR:|Error:)\s+(\S.*)")
_NO_WHEEL = re.compile(r"No matching distribution found for ([A-Za-z0-9._-]+)")


class Failure(Exception):
    """The work cannot go on; the text is the one line that the user reads."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(f"{en} / {zh}")


def say(zh: str, en: str) -> None:
    """Print one sentence of progress."""
    print(f"{zh}… / {en}…", flush=True)


def digest(paths: Iterable[Path]) -> str:
    """A hash over the names and contents of files, equal exactly when none changed."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def is_stamped(stamp: Path, expected: str) -> bool:
    """Whether a stamp file holds the digest of the inputs as they are now."""
    try:
        return stamp.read_text(encoding="utf-8") == expected
    except OSError:
        return False


def require_writable(folder: Path) -> None:
    """Raises Failure when no file can be made in the folder; tried, for modes alone may lie."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Failure(
            f"The folder {folder} cannot be written to ({error.strerror}). "
            "Copy the project to a folder of your own.",
            "该文件夹不可写,请把项目复制到您自己的文件夹。",
        ) from None


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a command in silence. Raises Failure with the cause in one line, the rest in LOG."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    if LOG.parent.is_dir():
        LOG.write_text(done.stdout, encoding="utf-8")
    raise explain(done.stdout)


def explain(output: str) -> Failure:
    """The cause of a failed pip or npm run, from what it printed."""
    # An index that does not answer also ends in "no matching distribution", so it is asked first.
    if _NETWORK.search(output):
        return Failure(
            "The package index could not be reached. Check the network, the proxy, and the "
            f"settings of pip and npm; details in {_shown(LOG)}.",
            "无法连接软件包源,请检查网络、代理以及 pip 和 npm 的设置。",
        )
    if missing := _NO_WHEEL.search(output):
        return Failure(
            f"There is no ready-made package of {missing[1]} for Python {sys.version.split()[0]} on "
            f"{sys.platform}, and nothing is compiled here. Use Python 3.11 to 3.14 on Linux "
            "(x86-64, ARM64) or macOS.",
            f"本机没有可直接安装的 {missing[1]},请换用 Python 3.11 至 3.14。",
        )
    if "DO NOT MATCH THE HASHES" in output:
        return Failure(
            f"A downloaded package is not the one that was locked; details in {_shown(LOG)}.",
            "下载的软件包与锁定文件不符。",
        )
    return Failure(f"{_complaint(output)}; details in {_shown(LOG)}.", "准备未完成,详见日志。")


def _complaint(output: str) -> str:
    """The first line that names an error, else the last line."""
    if named := _COMPLAINT.search(output):
        return named[1].rstrip(". ")
    lines = output.split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no reason given")


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
