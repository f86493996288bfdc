"""What was received: files as they are, folders opened, archives unpacked, each with the name it came under."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.readers import FileProblem
from ingest.readers.sniff import MAX_FILE_BYTES, MAX_UNPACKED_BYTES, Format, sniff

MAX_MEMBERS = 5000
MAX_DEPTH = 3
"""Archives inside archives inside archives; what is packed deeper is named, not read."""
_CHUNK = 2**20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_PASSED_OVER = ("~$", ".", "__MACOSX")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Received:
    """A file to read: where it lies, the name it came under (`archive.zip/inner/name.xlsx`), or why it cannot be."""

    path: Path
    name: str
    problem: FileProblem | None = None


@contextmanager
def received(paths: Sequence[Path]) -> Iterator[list[Received]]:
    """Give the files behind paths in a stable order; unpacked ones exist while the context is open."""
    with tempfile.TemporaryDirectory(prefix="duijie-") as folder:
        unpacker = _Unpacker(Path(folder))
        yield [file for path in paths for given in _files(path) for file in unpacker.open(given)]


def _files(path: Path) -> list[Received]:
    if not path.is_dir():
        return [Received(path, readable(path.name))]
    inside = sorted(p for p in path.rglob("*") if p.is_file())
    named = [(p, p.relative_to(path).as_posix()) for p in inside]
    return [Received(p, readable(name)) for p, name in named if _is_wanted(name)]


def _is_wanted(name: str) -> bool:
    """Pass over what office programs and systems leave behind, and read-me files."""
    parts = PurePosixPath(name).parts
    own = parts[-1].casefold() if parts else ""
    return (
        not any(part.startswith(_PASSED_OVER) for part in parts)
        and own not in _SYSTEM_FILES
        and not own.endswith(".md")
    )


class _Unpacker:
    """Opens archives into one folder, all of them together within one allowance of bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count, self._left = folder, 0, MAX_UNPACKED_BYTES

    def open(self, file: Received, depth: int = 0) -> list[Received]:
        """Give a file, or the members of the archive it is."""
        try:
            if file.problem or sniff(file.path) is not Format.ARCHIVE:
                return [file]
        except (FileProblem, OSError):
            return [file]  # its reader will say it better
        if depth == MAX_DEPTH:
            return [_refused(file, f"压缩包套了 {MAX_DEPTH} 层以上，里面的没有读取。", "请解压后再导入。")]
        try:
            with zipfile.ZipFile(file.path) as archive:
                return self._members(archive, file, depth)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
            return [_refused(file, "压缩包已损坏，打不开。", "请重新获取，或解压后再导入。")]

    def _members(self, archive: zipfile.ZipFile, file: Received, depth: int) -> list[Received]:
        named = [(member_name(info), info) for info in archive.infolist() if not info.is_dir()]
        wanted = sorted((name, at) for at, (name, _) in enumerate(named) if _is_wanted(name))
        if not wanted:
            return [_refused(file, "压缩包是空的。", "请检查是否选错了文件。")]
        if len(wanted) > MAX_MEMBERS:
            hint = f"请分成每包 {MAX_MEMBERS} 个以内。"
            return [_refused(file, f"压缩包里有 {len(wanted)} 个文件，太多了。", hint)]
        found: list[Received] = []
        for name, at in wanted:
            found += self.open(self._unpack(archive, named[at][1], f"{file.name}/{name}"), depth + 1)
        return found

    def _unpack(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Received:
        """Copy a member out under a number: its name may try to leave the folder."""
        self._count += 1
        member = Received(self._folder / f"{self._count:05d}", name)
        if info.flag_bits & _ENCRYPTED:
            return _refused(member, "压缩包设有密码。", "请去掉密码，或解压后再导入。")
        try:
            whole = self._copy(archive, info, member.path)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            return _refused(member, "压缩包里的这个文件已损坏。", "请重新获取，或解压后再导入。")
        if not whole:
            member.path.unlink()
            return _refused(member, "解压后过大，为安全起见没有读取。", "请确认来源，或解压后分批导入。")
        return member

    def _copy(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> bool:
        """Copy within what is allowed, counting: the size an archive states may lie. False: it was too much."""
        allowed = min(MAX_FILE_BYTES, self._left)
        with archive.open(info) as packed, target.open("wb") as file:
            while chunk := packed.read(_CHUNK):
                if (allowed := allowed - len(chunk)) < 0:
                    return False
                file.write(chunk)
        self._left -= target.stat().st_size
        return True


def _refused(file: Received, problem: str, hint: str) -> Received:
    return Received(file.path, file.name, FileProblem(problem, hint))


def member_name(info: zipfile.ZipInfo) -> str:
    """Name of a member as it was given; without the flag for UTF-8 it is UTF-8 all the same (macOS) or GBK."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def readable(name: str) -> str:
    """Name of a file as text; what is not UTF-8 was packed by a Chinese Windows."""
    try:
        return name.encode().decode()
    except UnicodeEncodeError:
        return name.encode(errors="surrogateescape").decode("gb18030", "replace")
