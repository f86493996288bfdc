"""Invented records, as small as they can be."""

from typing import Any

from graph.model import Achievement, AlumniProject, Challenge, Expert, Need, Scenario


def need(title: str = "高镍三元电解液配方开发", **fields: Any) -> Need:
    """A need."""
    return Need(title=title, **{"org": "桂林漓新能源有限公司", **fields})


def achievement(title: str = "高电压三元电池用含氟电解液及其制备", **fields: Any) -> Achievement:
    """An achievement."""
    return Achievement(title=title, **{"orgs": ("漓东理工大学",), **fields})


def challenge(title: str = "百兆瓦储能电站热失控预警", **fields: Any) -> Challenge:
    """A challenge."""
    return Challenge(title=title, **{"issuer": "桂林储能科技有限公司", **fields})


def alumni_project(title: str = "固态电池中试线", **fields: Any) -> AlumniProject:
    """An alumni project."""
    return AlumniProject(title=title, **{"person": "韦一舟", "school": "漓东理工大学", **fields})


def scenario(title: str = "园区储能协同用电", **fields: Any) -> Scenario:
    """An application scenario."""
    return Scenario(title=title, **{"org": "桂林高新区能源服务有限公司", **fields})


def expert(name: str = "韦一舟", **fields: Any) -> Expert:
    """An expert."""
    return Expert(title=name, **{"org": "漓东理工大学", **fields})
