"""Organisations and people both sides have in common."""

from collections.abc import Iterator

from graph.model import Achievement, AlumniProject
from matching.features.evaluation import Evaluation, Pair


def ties(pair: Pair) -> Evaluation | None:
    """双方的联系：校友项目投向母校的成果、完成单位的校友在需求单位任职、完成人在需求单位任职、双方合作过。只按身份说，不点姓名。"""
    found = [*_alma_mater(pair), *_in_graph(pair)]
    if not found:
        return None
    return Evaluation(max(value for value, _ in found), "；".join(sentence for _, sentence in found))


def _alma_mater(pair: Pair) -> Iterator[tuple[float, str]]:
    project, supply = pair.demand.item, pair.supply.item
    if isinstance(project, AlumniProject) and isinstance(supply, Achievement) and project.school:
        school = next((org for org in supply.orgs if project.school.startswith(org)), None)
        if school:
            yield 1.0, f"成果出自校友母校{school}"


def _in_graph(pair: Pair) -> Iterator[tuple[float, str]]:
    known = pair.context.ties
    theirs = known.organizations.get(pair.demand.id)
    if not theirs:
        return
    ours = known.organizations.get(pair.supply.id, frozenset())
    if ours & theirs:
        yield 0.5, "需求单位自己就是成果的完成单位"
        return
    if theirs & known.posts.get(pair.supply.id, frozenset()):
        yield 1.0, "成果的完成人也在需求单位任职"
    alumni = {person for school in ours for org in theirs for person in known.alumni.get((school, org), ())}
    if alumni and not isinstance(pair.demand.item, AlumniProject):
        yield 0.9, f"成果完成单位的校友在需求单位任职（{len(alumni)} 人）"
    if any(known.partners.get(org, frozenset()) & ours for org in theirs):
        yield 0.8, "双方单位合作完成过成果"
