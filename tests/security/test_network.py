"""No network: a month of work from beginning to end with sockets forbidden."""

import os
import subprocess
import sys
from pathlib import Path

FORBID = """\
import sys


def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        with open({log!r}, "a", encoding="utf-8") as file:
            file.write(f"{{event}} {{arguments}}\\n")
        raise PermissionError(event)


sys.addaudithook(watch)
"""
"""Loaded by Python itself before anything else, in zs and in every process that zs starts."""


def test_a_whole_month_is_done_without_a_socket(tmp_path: Path) -> None:
    log = tmp_path / "sockets.txt"
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(FORBID.format(log=str(log)), "utf-8")
    (tmp_path / "ours").mkdir()
    surroundings = {**os.environ, "PYTHONPATH": str(tmp_path / "guard")}

    def zs(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "zhaoshang_cli", *words],
            cwd=tmp_path / "ours", env=surroundings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    guarded = "import socket\ntry:\n    socket.socket()\nexcept PermissionError:\n    print('shut')"
    tried = subprocess.run(
        [sys.executable, "-c", guarded],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tried.stdout == "shut\n"
    log.unlink()

    zs("demo", "演示")
    inside = ("-C", "演示")
    zs(*inside, "ingest", "演示/来文", "--received", "文件")
    for words in (("status",), ("show",), ("rank", "--among", "province"), ("history",)):
        zs(*inside, *words)
    zs(*inside, "template", "eject", "press")
    zs(*inside, "brief", "press", "--date", "2022-12-20")
    zs(*inside, "sql", "SELECT count(*) FROM observation")
    zs(*inside, "show", "-o", "表.xlsx")
    zs(*inside, "bundle", "-o", "包.zip")
    zs("bundle", "verify", "包.zip")

    assert not log.exists()
