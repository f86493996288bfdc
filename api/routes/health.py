"""`/healthz`: the process runs. `/readyz`: it can do its work."""

from fastapi import APIRouter, Response

from api.dependencies import Service, ServiceDep
from api.errors import ErrorDetail
from api.schemas import Check, Health, Readiness
from graph.client import Client, GraphError
from graph.statements import names

router = APIRouter(tags=["健康"])


@router.get(
    "/healthz",
    summary="进程是否在运行",
    response_description="成功",
    description="只说明进程活着；不访问 Neo4j。",
)
def healthz() -> Health:
    """Tell that the process answers."""
    return Health()


@router.get(
    "/readyz",
    summary="能否提供服务",
    response_description="成功",
    description="Neo4j 连得上、图谱结构齐全、语义模型和索引已装载时返回 200，否则 503 并说明缺什么。",
    responses={503: {"model": Readiness, "description": "还缺什么，见 checks 和 error"}},
    response_model_exclude_none=True,
)
def readyz(service: ServiceDep, response: Response) -> Readiness:
    """Tell what of Neo4j, schema, encoder and index is there."""
    checks = [*_graph(service.client), *_index(service)]
    missing = [check.detail for check in checks if not check.ok]
    if not missing:
        return Readiness(ready=True, checks=checks)
    response.status_code = 503
    return Readiness(
        ready=False, checks=checks, error=ErrorDetail(code="not_ready", message="；".join(missing))
    )


def _graph(client: Client) -> list[Check]:
    try:
        version = client.verify()
        applied = {row["id"] for row in client.read("read/schema_versions")}
    except GraphError as error:
        return [Check(name="neo4j", ok=False, detail=str(error))]
    wanted = list(names("schema"))
    lacking = [name for name in wanted if name not in applied]
    said = f"缺少 {'、'.join(lacking)}；请重启服务" if lacking else f"{len(wanted)} 个结构文件都已应用"
    return [
        Check(name="neo4j", ok=True, detail=version),
        Check(name="schema", ok=not lacking, detail=f"图谱结构：{said}"),
    ]


def _index(service: Service) -> list[Check]:
    ok, said = service.markets.readiness()
    encoder = Check(name="encoder", ok=True, detail=f"语义模型 {service.markets.encoder.name}")
    return [encoder, Check(name="index", ok=ok, detail=said)]
