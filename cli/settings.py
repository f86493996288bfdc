"""The one place that reads the environment. Values reach the rest of the program as arguments."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.model.errors import DuijieError

PREFIX = "DUIJIE_"


class SettingsError(DuijieError):
    """A setting is wrong; the message names it and where it stands."""


def env_file() -> Path:
    """The env file: DUIJIE_ENV_FILE, else `.env` of the working folder."""
    return Path(os.environ.get(f"{PREFIX}ENV_FILE", ".env"))


def toml_file() -> Path:
    """The TOML file: DUIJIE_CONFIG, else `duijie.toml` of the working folder, else that of the user."""
    if named := os.environ.get(f"{PREFIX}CONFIG"):
        return Path(named)
    here = Path("duijie.toml")
    return here if here.exists() else user_config_path("duijie") / "duijie.toml"


class Settings(BaseSettings):
    """Every setting; a description is what users read in `duijie config` and in the documentation."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", env_file_encoding="utf-8", frozen=True
    )

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("duijie"),
        description="数据目录：收到的原件、私有 Neo4j、向量缓存",
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("duijie"),
        description="缓存目录：Neo4j 与 Java 的程序文件，各数据目录共用",
    )
    neo4j_uri: str | None = Field(
        default=None, description="外部 Neo4j 的地址（bolt:// 或 neo4j://）；不设则用私有 Neo4j"
    )
    neo4j_user: str = Field(default="neo4j", description="外部 Neo4j 的用户名")
    neo4j_password: SecretStr | None = Field(default=None, description="外部 Neo4j 的密码")
    neo4j_database: str = Field(default="neo4j", description="数据库名")
    encoder: str = Field(
        default="bundled", description="语义模型：bundled 为内置；也可写 sentence-transformers 模型名或文件夹"
    )
    search: Literal["memory", "neo4j"] = Field(
        default="memory",
        description="搜索在哪里找候选：memory 为本程序的内存；neo4j 为 Neo4j 的索引，要先 duijie index publish",
    )
    maven_mirror: str | None = Field(default=None, description="下载 Neo4j 程序文件所用的 Maven 镜像地址")
    offline: bool = Field(default=False, description="不访问网络：只用缓存里已有的程序文件与模型")
    read_seconds: float = Field(default=300.0, gt=0, description="读取一个文件最多用几秒，超过即放弃这个文件")
    read_memory_mb: int = Field(
        default=4096, ge=512, description="读取文件的进程最多用多少内存（MB，地址空间；Linux 有效）"
    )
    host: str = Field(default="127.0.0.1", description="网页服务监听的地址")
    port: int = Field(default=8000, ge=0, le=65535, description="网页服务监听的端口")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- replaced by ours
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- not used
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment, then env file, then TOML file."""
        dotenv = DotEnvSettingsSource(settings_cls, env_file=env_file())
        return init_settings, env_settings, dotenv, TomlConfigSettingsSource(settings_cls, toml_file())


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting as `duijie config` shows it; a secret's value is hidden."""

    name: str
    value: str | None
    source: str
    description: str


def load() -> Settings:
    """Read the settings; raises `SettingsError` naming the wrong ones."""
    _refuse_unknown_names()
    try:
        return Settings()
    except ValidationError as error:
        said = "；".join(
            f"{PREFIX}{'.'.join(map(str, e['loc'])).upper()}：{e['msg']}" for e in error.errors()
        )
        raise SettingsError(f"设置有误：{said}。请用 duijie config 查看各项来源。") from error


def entries(settings: Settings) -> list[Entry]:
    """Every setting with its value and where it came from."""
    found = _found()
    shown = settings.model_dump()
    return [
        Entry(
            f"{PREFIX}{name.upper()}",
            "******"
            if isinstance(shown[name], SecretStr)
            else None
            if shown[name] is None
            else str(shown[name]),
            next((source for source, values in found.items() if name in values), "默认值"),
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]


def _found() -> Mapping[str, Mapping[str, Any]]:
    """What each source says, in the order of precedence."""
    return {
        "环境变量": EnvSettingsSource(Settings)(),
        f"env 文件 {env_file()}": DotEnvSettingsSource(Settings, env_file=env_file())(),
        f"TOML 文件 {toml_file()}": TomlConfigSettingsSource(Settings, toml_file())(),
    }


def _refuse_unknown_names() -> None:
    """A misspelt name would silently mean the default."""
    known = {*Settings.model_fields, "env_file", "config"}
    said = {name.removeprefix(PREFIX).lower(): name for name in os.environ if name.startswith(PREFIX)}
    path = toml_file()
    if path.exists():
        try:
            said |= {name: f"{path} 的 {name}" for name in tomllib.loads(path.read_text("utf-8"))}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"设置文件 {path} 不是合格的 TOML：{error}") from error
    if unknown := [where for name, where in said.items() if name not in known]:
        names = "、".join(sorted(known - {"env_file", "config"}))
        raise SettingsError(f"不认识的设置：{'、'.join(unknown)}；可用的有：{names}")
