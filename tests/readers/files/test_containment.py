import os
import signal
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import pytest

from tests.readers.files.making import xlsx
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType, Sheet, Span
from zhaoshang_cli.readers.workbooks import worker
from zhaoshang_cli.readers.workbooks.containment import COMMAND, Containment, _exchange, shared
from zhaoshang_cli.readers.workbooks.wire import (
    pack_error,
    pack_sheets,
    read_frame,
    unpack,
    write_frame,
)

ONE = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')


def playing(script: str, *, seconds: float = 20) -> Containment:
    """Return a containment whose worker is a few lines of our own."""
    return Containment((sys.executable, "-c", script), seconds=seconds)


def crash(containment: Containment, kind: str = "xlsx", data: bytes = ONE) -> str:
    with pytest.raises(ZsError) as caught:
        containment.read(kind, data)
    assert caught.value.code == "file-crashed"
    return caught.value.message


def test_one_worker_reads_file_after_file() -> None:
    with Containment() as containment:
        first = containment.read("xlsx", ONE)
        process = containment._process
        second = containment.read("xlsx", ONE)

        assert containment._process is process
    assert first == second == (Sheet("进度", (("1",),), types={(0, 0): CellType.NUMBER}),)
    assert containment._process is None


def test_a_refusal_leaves_the_worker_alive() -> None:
    with Containment() as containment:
        with pytest.raises(ZsError, match="不完整"):
            containment.read("xlsx", b"PK")
        process = containment._process

        assert containment.read("xlsx", ONE)
        assert containment._process is process


def test_a_worker_that_dies_costs_one_file() -> None:
    with Containment() as containment:
        process = containment._running()
        process.kill()
        process.wait()

        assert crash(containment) == "读取时程序崩溃（已隔离，不影响其他文件）"
        assert containment.read("xlsx", ONE)


def test_a_worker_that_aborts_as_rust_does_costs_one_file() -> None:
    with playing("import os; os.abort()") as containment:
        assert "崩溃" in crash(containment)


def test_a_worker_that_hangs_is_stopped() -> None:
    began = time.monotonic()

    with playing("import time; time.sleep(60)", seconds=0.3) as containment:
        assert crash(containment) == "读了 0.3 秒还没有读完，已停止"
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense", b"{}", b"[1]", b'{"sheets":[{}]}', b'{"error":[1]}', b"\xff"]
)
def test_an_answer_that_makes_no_sense_counts_as_a_crash(answer: bytes) -> None:
    script = f"import sys; a={answer!r}; sys.stdout.buffer.write(len(a).to_bytes(8,'big')+a)"

    with playing(script) as containment:
        assert "崩溃" in crash(containment)


def test_a_worker_that_cannot_be_started_costs_its_files_only() -> None:
    with Containment(("/没有这个程序",)) as containment:
        assert "崩溃" in crash(containment)


def test_a_process_without_pipes_answers_nothing() -> None:
    with subprocess.Popen((sys.executable, "-c", "")) as process:
        assert _exchange(process, "xlsx", ONE) is None


def test_an_answer_of_absurd_length_counts_as_a_crash() -> None:
    with playing("import sys; sys.stdout.buffer.write(b'\\xff'*8)") as containment:
        assert "崩溃" in crash(containment)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_in_mid_answer_ends_the_worker() -> None:
    with playing("import time; time.sleep(60)") as containment:
        watch = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
        watch.start()

        with pytest.raises(KeyboardInterrupt):
            containment.read("xlsx", ONE)

        assert containment._process is None


def test_a_worker_that_will_not_go_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.workbooks.containment._FAREWELL", 0.2)
    containment = playing("import time; time.sleep(60)")
    process = containment._running()

    containment.close()
    containment.close()

    assert process.poll() is not None


def test_the_worker_of_a_run_is_one_and_ends_with_it() -> None:
    assert shared() is shared()


def test_the_worker_imports_nothing_from_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "zipfile.py").write_text("raise SystemExit(9)")
    request = BytesIO()
    write_frame(request, b"xlsx")
    write_frame(request, ONE)

    run = subprocess.run(
        COMMAND, input=request.getvalue(), capture_output=True, cwd=tmp_path, check=False
    )

    assert run.returncode == 0
    assert unpack(read_frame(BytesIO(run.stdout)) or b"")[0].rows == (("1",),)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_memory_beyond_the_limit_costs_one_file() -> None:
    script = (
        "from zhaoshang_cli.readers.workbooks import worker; worker.MEMORY = 400 << 20\n"
        "worker.read_format = lambda kind, data: bytearray(1 << 30)\n"
        "worker.main()"
    )

    with playing(script) as containment:
        assert crash(containment) == "打开它要用超过 0 GB 的内存，已停止读取"


def test_the_worker_answers_until_its_input_ends() -> None:
    requests, answers = BytesIO(), BytesIO()
    for _ in range(2):
        write_frame(requests, b"xlsx")
        write_frame(requests, ONE)
    write_frame(requests, b"xlsx")
    requests.seek(0)

    worker.serve(requests, answers)

    answers.seek(0)
    assert [unpack(read_frame(answers) or b"")[0].rows for _ in range(2)] == [(("1",),)] * 2
    assert read_frame(answers) is None


def test_whatever_goes_wrong_in_a_reader_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """As Rust's panics arrive."""

    def read(kind: str, data: bytes) -> tuple[Sheet, ...]:
        raise {b"panic": Panic(), b"memory": MemoryError()}[kind.encode() + data]

    monkeypatch.setattr(worker, "read_format", read)

    with pytest.raises(ZsError, match="已损坏（Panic）"):
        unpack(worker.answer("panic", b""))
    with pytest.raises(ZsError, match="超过 2 GB 的内存"):
        unpack(worker.answer("memory", b""))


def test_sheets_come_through_the_pipe_unchanged() -> None:
    sheet = Sheet(
        "进度",
        (("县区", '\ud7ff\n"'), ("1", "2")),
        (Span(0, 0, 0, 1),),
        {(1, 0): CellType.NUMBER, (1, 1): CellType.PERCENT},
        hidden=True,
        hidden_rows=frozenset({1}),
        hidden_columns=frozenset({0}),
    )

    assert unpack(pack_sheets([sheet])) == (sheet,)


def test_errors_come_through_the_pipe_unchanged() -> None:
    with pytest.raises(ZsError) as caught:
        unpack(pack_error(ZsError("file-password", "加了密", hint="去掉")))

    assert (caught.value.code, caught.value.message, caught.value.hint) == (
        "file-password",
        "加了密",
        "去掉",
    )


def test_half_a_message_is_none() -> None:
    assert read_frame(BytesIO(b"\0\0\0")) is None
    assert read_frame(BytesIO(bytes(7) + b"\x05abc")) is None
