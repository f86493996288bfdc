"""Bring the locked jars into the user's cache: in parallel, hashes checked, resumable."""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.server.errors import InstallError
from graph.server.jars import Jar, locked_jars
from graph.server.locking import exclusive
from graph.server.progress import Progress

THREADS = 16
ATTEMPTS = 3
TIMEOUT_S = 30
# Class-data archives remember the time stamp of each jar; a fixed one keeps them valid after a repair.
JAR_TIME = 1_700_000_000

# jgo reports a wrong SHA-1 to whoever listens; we check SHA-256 and say it in our own words.
logging.getLogger("jgo").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Source:
    """Where jars may come from.

    :param mirror: address of a Maven repository; Maven Central where None.
    :param offline: never ask the network.
    """

    mirror: str | None = None
    offline: bool = False


def jar_folder(cache_dir: Path) -> Path:
    """The Maven repository of the cache."""
    return cache_dir / "jars"


def shared_jars(cache_dir: Path) -> list[Path]:
    """All jars but Neo4j Browser's in class path order: what every server on this machine has in common."""
    return [jar_folder(cache_dir) / jar.path for jar in locked_jars() if not jar.is_browser]


def provide_jars(cache_dir: Path, source: Source, progress: Progress) -> None:
    """Make the cache hold every locked jar, fetching and mending what is missing, cut short or altered.

    Raises `InstallError` where a jar cannot be had.
    """
    if not _missing(cache_dir):
        return
    with installing(cache_dir, progress) as staging:
        missing = _missing(cache_dir)
        if missing and source.offline:
            raise InstallError(_offline_message(cache_dir, missing))
        _fetch_all(missing, lambda jar: _fetch(jar, jar_folder(cache_dir), staging, source.mirror), progress)


@contextmanager
def installing(cache_dir: Path, progress: Progress) -> Iterator[Path]:
    """Hold the cache for installing and give an empty folder on its disk, removed afterwards.

    A process killed in here leaves only that folder behind; the next one clears it.
    """
    with exclusive(cache_dir / "install.lock", "等待另一个程序装好 Neo4j", progress):
        staging = cache_dir / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def put_in_place(jar: Jar, file: Path, folder: Path) -> None:
    """Move a checked file to the jar's place in the repository, in one step."""
    target = folder / jar.path
    target.parent.mkdir(parents=True, exist_ok=True)
    os.utime(file, (JAR_TIME, JAR_TIME))
    file.replace(target)


def _missing(cache_dir: Path) -> list[Jar]:
    folder = jar_folder(cache_dir)
    with ThreadPoolExecutor(THREADS) as pool:
        intact = pool.map(lambda jar: jar.is_intact(folder), locked_jars())
        return [jar for jar, is_intact in zip(locked_jars(), intact, strict=True) if not is_intact]


def _fetch_all(jars: list[Jar], fetch: Callable[[Jar], None], progress: Progress) -> None:
    total = len(locked_jars())
    done = total - len(jars)
    with ThreadPoolExecutor(THREADS) as pool:
        fetched = [pool.submit(fetch, jar) for jar in jars]
        try:
            for future in as_completed(fetched):
                future.result()
                done += 1
                progress("下载 Neo4j 组件", done, total)
        finally:
            pool.shutdown(cancel_futures=True)


def _fetch(jar: Jar, folder: Path, staging: Path, mirror: str | None) -> None:
    """Download one jar through jgo, check it and put it in place."""
    problem = ""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt / 2)
        # A fresh folder each time: jgo takes whatever file it finds for the whole jar.
        with tempfile.TemporaryDirectory(dir=staging) as fresh:
            try:
                _download(jar, Path(fresh), mirror)
            except (OSError, RuntimeError) as error:
                problem = str(error)
                continue
            if jar.is_intact(Path(fresh)):
                put_in_place(jar, Path(fresh) / jar.path, folder)
                return
            problem = "内容与锁定的校验值不符"
    raise InstallError(_download_message(jar, mirror, problem))


def _download(jar: Jar, folder: Path, mirror: str | None) -> None:
    try:
        from jgo.maven import MavenContext  # noqa: PLC0415 -- slow to import, needed once per machine, optional
    except ImportError as error:
        raise InstallError(
            "缺少下载 Neo4j 用的组件；请安装 duijie[local]，或用 DUIJIE_NEO4J_URI 指向已有的 Neo4j。"
        ) from error
    remotes = {"mirror": mirror.rstrip("/")} if mirror else None
    context = MavenContext(repo_cache=folder, remote_repos=remotes, timeout=TIMEOUT_S)
    context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier).resolve()


def _offline_message(cache_dir: Path, missing: list[Jar]) -> str:
    return (
        f"离线模式下缺少 {len(missing)} 个 Neo4j 组件（例如 {missing[0].path.name}），"
        f"缓存目录是 {cache_dir}。"
        "请在能上网的同类机器上运行 duijie server bundle 打包，再在本机用 duijie server bundle --install 装入；"
        "或者关闭离线模式。"
    )


def _download_message(jar: Jar, mirror: str | None, problem: str) -> str:
    origin = f"镜像 {mirror}" if mirror else "Maven 中央仓库"
    return (
        f"从{origin}下载 {jar.path.name} 失败，试了 {ATTEMPTS} 次：{problem}。"
        "已下载的部分会保留，再运行一次就接着下载。请检查网络和代理；"
        "国内可用 DUIJIE_MAVEN_MIRROR 换一个镜像；不能上网的机器请用 duijie server bundle 打的包安装。"
    )
