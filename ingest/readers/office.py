"""Old Word files (.doc, .wps, .rtf): LibreOffice, where it is installed, makes .docx of them."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ingest.readers import word
from ingest.readers.grid import Document, FileProblem

CONVERTERS = ("soffice", "libreoffice")
TIMEOUT = 120.0
"""Seconds a conversion may take; a usual form takes three."""

_BY_HAND = "请在 WPS/Word 中另存为 .docx，再重新导入。"


def read(path: Path, timeout: float = TIMEOUT) -> Document:
    """Convert and read a document; raises `FileProblem` where no converter is installed or it fails."""
    converter = next(filter(None, map(shutil.which, CONVERTERS)), None)
    if converter is None:
        raise FileProblem(
            "这是旧版 Word（.doc/.wps/.rtf）文件，本机没有安装转换程序，不能直接读取。", _BY_HAND
        )
    with tempfile.TemporaryDirectory() as folder:
        return word.read(_convert(converter, path, Path(folder), timeout))


def _convert(converter: str, path: Path, folder: Path, timeout: float) -> Path:
    """Convert with a profile of its own, so that an office program the user has open does not matter."""
    source = folder / "source.doc"
    shutil.copyfile(path, source)
    command = [
        converter,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir"),
        str(folder / "out"),
        str(source),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise FileProblem(f"旧版 Word 文件转换超过 {timeout:.0f} 秒，已停止。", _BY_HAND) from error
    finally:
        _end(process)
    converted = folder / "out" / "source.docx"
    if not converted.exists():
        raise FileProblem("旧版 Word 文件转换失败，可能已损坏或设有密码。", _BY_HAND)
    return converted


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the converter and all it started; LibreOffice leaves its work to a child."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
