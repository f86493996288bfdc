"""The document of `/api/explanation` and of `duijie explain --json`: one shape, made here for both."""

from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

from api.errors import described
from api.schemas import Item, Score
from graph.model import Label, RelationshipType, Side
from ingest.columns.titles import field_titles
from matching.explain import explanation as model
from matching.features.indicators import IndicatorStatus


class FieldText(BaseModel):
    """The text of one field."""

    model_config = described("一个栏目的原文；其中的电话和邮箱以星号代替，字数不变", from_attributes=True)

    field: str = Field(examples=["detail"], description="栏目，与清单字段同名")
    title: str = Field(examples=["内容"], description="栏目的中文名")
    part: int | None = Field(description="栏目有多个值时是第几个，从 0 数；只有一个值时为空")
    text: str = Field(description="原文")


class Party(Item):
    """One item of the pair."""

    model_config = described("一对中的一方")

    texts: list[FieldText] = Field(description="参与比较的各栏原文，高亮的位置都指向这里")

    @model_validator(mode="before")
    @classmethod
    def _titled(cls, said: Any) -> Any:  # noqa: ANN401 -- whatever is validated
        """Add what fields are called."""
        if not isinstance(said, model.Party):
            return said
        titles = field_titles(said.kind)
        texts = [
            {"field": t.field, "title": titles[t.field], "part": t.part, "text": t.text} for t in said.texts
        ]
        return {name: getattr(said, name) for name in Item.model_fields} | {"texts": texts}


class Span(BaseModel):
    """Where something stands."""

    model_config = described("在一个栏目原文里的位置", from_attributes=True)

    field: str = Field(examples=["title"], description="栏目")
    part: int | None = Field(description="栏目有多个值时是第几个，从 0 数")
    start: int = Field(ge=0, description="从第几个字开始（Unicode 码位，从 0 数）")
    end: int = Field(ge=0, description="到第几个字之前为止")


class Contribution(BaseModel):
    """A part of a score."""

    model_config = described("得分的一个组成部分", from_attributes=True)

    name: str = Field(examples=["dense_full"], description="供程序识别的名称；intercept 是起点")
    title: str = Field(examples=["全文语义"], description="中文名")
    value: float = Field(description="加上（正）或减去（负）的对数几率")


class SideScore(BaseModel):
    """The score as one side sees it."""

    model_config = described("一侧看到的得分和它的组成", from_attributes=True)

    score: Score = Field(description="得分")
    rank: int | None = Field(description="图谱里这个匹配在这一侧的名次；图谱里没有这个匹配时为空")
    contributions: list[Contribution] = Field(
        description="组成部分，相加得到得分的对数几率：得分 = 1 / (1 + e^−和)"
    )


class Point(BaseModel):
    """One thing that is said of the pair."""

    model_config = described("一个要点", from_attributes=True)

    name: str = Field(examples=["maturity"], description="属于哪一项依据")
    title: str = Field(examples=["成熟度"], description="这一项的中文名")
    text: str = Field(description="说明")


class Nearness(BaseModel):
    """How near a part of both texts is."""

    model_config = described("双方文字某一部分的语义相近程度，只供参考，不计入得分", from_attributes=True)

    name: str = Field(examples=["application"], description="哪一部分")
    title: str = Field(examples=["应用方向"], description="中文名")
    value: float = Field(ge=0, le=1, description="相近程度")


class SharedTerm(BaseModel):
    """A term both sides use."""

    model_config = described("双方都用的术语", from_attributes=True)

    term: str = Field(examples=["三元锂电池"], description="术语，照需求的写法")
    rarity: float = Field(description="稀有程度（idf；几个词连成的术语为各词之和）")
    demand: list[Span] = Field(description="在需求一方原文里的每一处")
    supply: list[Span] = Field(description="在供给一方原文里的每一处")


class Sentence(BaseModel):
    """A sentence and where it stands."""

    model_config = described("一句话和它的位置", from_attributes=True)

    field: str = Field(description="栏目")
    start: int = Field(ge=0, description="从第几个字开始")
    end: int = Field(ge=0, description="到第几个字之前为止")
    text: str = Field(description="原句")


class AlignedSentence(BaseModel):
    """Two sentences that come near each other."""

    model_config = described("需求的一句话和供给中最接近的一句", from_attributes=True)

    demand: Sentence
    supply: Sentence
    value: float = Field(ge=0, le=1, description="两句的语义余弦")


class IndicatorRow(BaseModel):
    """A requirement against what is offered."""

    model_config = described("一项量化指标的对照", from_attributes=True)

    name: str | None = Field(description="指标名称")
    wanted: str = Field(examples=["能量密度≥300Wh/kg"], description="需求的原话")
    offered: str | None = Field(description="成果的原话；没有写明时为空")
    converted: str | None = Field(description="单位不同时，换算成需求的单位")
    status: IndicatorStatus = Field(description="met 满足，missed 不满足，unstated 未说明")


class Gap(BaseModel):
    """A criterion that could not be judged."""

    model_config = described("一项未知的依据", from_attributes=True)

    name: str = Field(examples=["budget"], description="哪一项")
    title: str = Field(examples=["预算与报价"], description="中文名")
    missing: list[Side] = Field(description="哪一侧没有写明；写了但无法比较或判断时为空")


class Coverage(BaseModel):
    """How much is known."""

    model_config = described("依据了多少", from_attributes=True)

    known: int = Field(description="已知几项")
    total: int = Field(description="这两种条目适用的共几项")
    summary: str = Field(examples=["依据 5/8 项"], description="供人阅读")
    unknown: list[Gap] = Field(description="未知的各项")


class PathNode(BaseModel):
    """A node on the way."""

    model_config = described("路径上的一个节点", from_attributes=True)

    id: str
    label: Label = Field(description="节点标签")
    name: str = Field(description="名称")


class PathStep(BaseModel):
    """A relationship on the way."""

    model_config = described("路径上的一个关系", from_attributes=True)

    type: RelationshipType = Field(description="关系类型")
    forward: bool = Field(description="箭头是否顺着路径的方向")


class GraphPath(BaseModel):
    """A way between the two."""

    model_config = described("从需求到供给的一条图谱路径", from_attributes=True)

    nodes: list[PathNode] = Field(description="依次经过的节点，首尾是双方")
    steps: list[PathStep] = Field(description="相邻两个节点之间的关系，比节点少一个")


class Question(BaseModel):
    """What to ask next."""

    model_config = described("下一步要问的", from_attributes=True)

    side: Side = Field(description="问哪一侧")
    name: str = Field(examples=["budget"], description="为了哪一项依据")
    text: str = Field(examples=["报价区间是多少？"], description="问题")


class Explanation(BaseModel):
    """All that the data say of a pair."""

    model_config = described("一对条目的完整说明", from_attributes=True)

    demand: Party = Field(description="需求一方")
    supply: Party = Field(description="供给一方")
    score: Score = Field(description="双向得分：两侧得分的调和平均")
    grade: str = Field(examples=["A"], description="评级 S、A、B、C、D")
    action: str = Field(examples=["可推"], description="建议：首推、可推、预沟通、备选、不推")
    worth: str = Field(
        examples=["研判过 74 对同档的，47% 可谈或应推"],
        description="这一档的匹配有多少值得谈；没有研判时为空",
    )
    relevance: Score = Field(description="文本相关度")
    for_demand: SideScore = Field(description="需求侧看到的得分")
    for_supply: SideScore = Field(description="供给侧看到的得分")
    points: list[Point] = Field(description="已识别对应点")
    open_points: list[Point] = Field(description="尚待验证：不利的和未写明的")
    conflicts: list[Point] = Field(description="硬冲突：双方写明的互相矛盾")
    nearness: list[Nearness] = Field(description="各部分文字的相近程度")
    shared_terms: list[SharedTerm] = Field(description="共同术语，最稀有的在前")
    aligned: list[AlignedSentence] = Field(description="最接近的句子，按需求的次序")
    indicators: list[IndicatorRow] = Field(description="需求的每项量化指标与成果对照")
    coverage: Coverage = Field(description="依据了多少")
    paths: list[GraphPath] = Field(description="图谱路径，至多五条，短的、少见的在前")
    questions: list[Question] = Field(description="下一步要问的；每一侧最先问的在前")
    weights: str = Field(description="权重版本")
    encoder: str = Field(description="语义模型")

    @classmethod
    def of(cls, said: model.Explanation) -> Self:
        """Describe an explanation."""
        return cls.model_validate(said)
