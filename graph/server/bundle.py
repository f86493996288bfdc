"""Jars and Java runtime in one file, for a machine without internet."""

import io
import json
import os
import platform
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from graph.server.errors import InstallError
from graph.server.jars import file_sha256, lock_digest, locked_jars, neo4j_version
from graph.server.java import Java, bundled_home
from graph.server.progress import Progress
from graph.server.provision import installing, jar_folder, put_in_place

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself, in its first member.

    :param lock: digest of the jar lock it was packed from.
    :param platform: kind of machine its runtime is for.
    :param sha256: hash of every other member by name.
    """

    neo4j: str
    lock: str
    java: str
    platform: str
    sha256: Mapping[str, str]


def write_bundle(target: Path, cache_dir: Path, java: Java, progress: Progress) -> None:
    """Pack the installed jars and the runtime; `target` appears only when it is whole."""
    members = dict(_members(cache_dir, java))
    hashes = {name: file_sha256(path) for name, path in members.items()}
    manifest = Manifest(neo4j_version(), lock_digest(), java.version, _this_platform(), hashes)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    with tarfile.open(unfinished, "w", dereference=True) as archive:
        text = json.dumps(asdict(manifest), indent=1).encode()
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(text)
        archive.addfile(head, io.BytesIO(text))
        for done, (name, path) in enumerate(members.items(), start=1):
            archive.add(path, name, recursive=False)
            progress("打包 Neo4j 与 Java", done, len(members))
    unfinished.replace(target)


def install_bundle(source: Path, cache_dir: Path, progress: Progress) -> None:
    """Unpack a bundle into the cache, every file checked: jars by our own lock, the runtime by the manifest.

    The runtime is taken only on the kind of machine it was packed on. Raises `InstallError`.
    """
    try:
        with tarfile.open(source) as archive, installing(cache_dir, progress) as staging:
            _unpack(archive, source, cache_dir, staging=staging, progress=progress)
    except (tarfile.TarError, OSError) as error:
        raise InstallError(f"读不了安装包 {source}：{error}。请重新复制一份，或重新打包。") from error


def _unpack(
    archive: tarfile.TarFile, source: Path, cache_dir: Path, *, staging: Path, progress: Progress
) -> None:
    manifest = _read_manifest(archive, source)
    wanted = {f"jars/{jar.path}": jar for jar in locked_jars()}
    for done, member in enumerate(archive, start=1):
        progress("安装 Neo4j 与 Java", done, len(manifest.sha256) + 1)
        if jar := wanted.pop(member.name, None):
            file = _extract(archive, member, staging / jar.path.name, sha256=jar.sha256)
            put_in_place(jar, file, jar_folder(cache_dir))
        elif manifest.platform == _this_platform() and _is_runtime_file(member):
            _extract(archive, member, staging / member.name, sha256=manifest.sha256.get(member.name, ""))
    if wanted:
        raise InstallError(
            f"安装包 {source} 缺少 {len(wanted)} 个组件（例如 {next(iter(wanted))}）；请重新打包。"
        )
    if (staging / "java").exists():
        shutil.rmtree(bundled_home(cache_dir), ignore_errors=True)
        (staging / "java").replace(bundled_home(cache_dir))


def _read_manifest(archive: tarfile.TarFile, source: Path) -> Manifest:
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == MANIFEST else None
    try:
        manifest = Manifest(**json.load(content or io.BytesIO()))
    except (ValueError, TypeError) as error:
        raise InstallError(f"{source} 不是 duijie server bundle 打的包。") from error
    if manifest.lock != lock_digest():
        raise InstallError(
            f"安装包 {source} 里的组件（Neo4j {manifest.neo4j}）"
            f"与本程序要的（Neo4j {neo4j_version()}）不是同一套；请用同一版本的 duijie 重新打包。"
        )
    return manifest


def _is_runtime_file(member: tarfile.TarInfo) -> bool:
    parts = PurePosixPath(member.name).parts
    return member.isfile() and parts[0] == "java" and ".." not in parts


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path, *, sha256: str) -> Path:
    content = archive.extractfile(member)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        if content is not None:
            shutil.copyfileobj(content, file)
    if file_sha256(target) != sha256:
        raise InstallError(f"安装包里的 {member.name} 已损坏；请重新复制一份，或重新打包。")
    target.chmod(member.mode & 0o755)
    return target


def _members(cache_dir: Path, java: Java) -> Iterator[tuple[str, Path]]:
    for jar in locked_jars():
        yield f"jars/{jar.path}", jar_folder(cache_dir) / jar.path
    for folder, _, names in os.walk(java.home, followlinks=True):
        for name in sorted(names):
            path = Path(folder, name)
            yield f"java/{path.relative_to(java.home).as_posix()}", path


def _this_platform() -> str:
    return f"{platform.system()}-{platform.machine()}".lower()
