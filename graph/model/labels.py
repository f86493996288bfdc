"""The closed vocabularies of the graph: labels, relationship types, item kinds, sides, cooperation modes."""

from enum import StrEnum


class Label(StrEnum):
    """Node labels; the value is the label in Neo4j."""

    ACHIEVEMENT = "Achievement"
    NEED = "Need"
    CHALLENGE = "Challenge"
    SCENARIO = "Scenario"
    ALUMNI_PROJECT = "AlumniProject"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    EXPERT = "Expert"
    """Second label of a person that an expert library lists."""
    FIELD = "Field"
    CHAIN_SEGMENT = "ChainSegment"
    TERM = "Term"
    REGION = "Region"
    LIST_SNAPSHOT = "ListSnapshot"
    MERGED = "Merged"
    DECISION = "Decision"
    JUDGEMENT = "Judgement"


class RelationshipType(StrEnum):
    """Relationship types; the value is the type in Neo4j."""

    OFFERS = "OFFERS"
    COMPLETED = "COMPLETED"
    REQUESTS = "REQUESTS"
    ISSUES = "ISSUES"
    PROPOSES = "PROPOSES"
    GRADUATED_FROM = "GRADUATED_FROM"
    WORKS_AT = "WORKS_AT"
    IN_FIELD = "IN_FIELD"
    IN_SEGMENT = "IN_SEGMENT"
    MENTIONS = "MENTIONS"
    LOCATED_IN = "LOCATED_IN"
    PART_OF = "PART_OF"
    LISTED_IN = "LISTED_IN"
    MATCHES = "MATCHES"
    MERGED_INTO = "MERGED_INTO"
    MERGED_LINK = "MERGED_LINK"
    DECIDED = "DECIDED"
    JUDGES_DEMAND = "JUDGES_DEMAND"
    JUDGES_SUPPLY = "JUDGES_SUPPLY"


class Side(StrEnum):
    """The two sides of a match."""

    DEMAND = "demand"
    SUPPLY = "supply"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.SUPPLY if self is Side.DEMAND else Side.DEMAND

    @property
    def display_name(self) -> str:
        """The name users read."""
        return "需求侧" if self is Side.DEMAND else "供给侧"


class Kind(StrEnum):
    """Kinds of item, as they stand in JSON and on the command line."""

    ACHIEVEMENT = "achievement"
    NEED = "need"
    CHALLENGE = "challenge"
    SCENARIO = "scenario"
    ALUMNI_PROJECT = "alumni_project"
    EXPERT = "expert"

    @property
    def label(self) -> Label:
        """The node label of this kind."""
        return Label[self.name]

    @property
    def display_name(self) -> str:
        """The name users read."""
        return _KIND_TITLES[self]

    @property
    def sides(self) -> frozenset[Side]:
        """The sides it stands on: an alumni project both asks and offers, an expert takes no part."""
        return _KIND_SIDES[self]


_KIND_TITLES = {
    Kind.ACHIEVEMENT: "科技成果",
    Kind.NEED: "技术需求",
    Kind.CHALLENGE: "揭榜挂帅",
    Kind.SCENARIO: "应用场景",
    Kind.ALUMNI_PROJECT: "校友项目",
    Kind.EXPERT: "专家",
}
_KIND_SIDES = {
    Kind.ACHIEVEMENT: frozenset({Side.SUPPLY}),
    Kind.NEED: frozenset({Side.DEMAND}),
    Kind.CHALLENGE: frozenset({Side.DEMAND}),
    Kind.SCENARIO: frozenset({Side.DEMAND}),
    Kind.ALUMNI_PROJECT: frozenset({Side.DEMAND, Side.SUPPLY}),
    Kind.EXPERT: frozenset(),
}


class Mode(StrEnum):
    """Cooperation modes."""

    TRANSFER = "transfer"
    LICENSE = "license"
    EQUITY = "equity"
    CODEVELOP = "codevelop"
    COMMISSION = "commission"
    SERVICE = "service"
    SELF = "self"
    TRIAL = "trial"
    OPEN = "open"

    @property
    def display_name(self) -> str:
        """The name users read."""
        return _MODE_TITLES[self]


_MODE_TITLES = {
    Mode.TRANSFER: "转让",
    Mode.LICENSE: "许可",
    Mode.EQUITY: "作价入股",
    Mode.CODEVELOP: "合作开发",
    Mode.COMMISSION: "委托开发",
    Mode.SERVICE: "技术服务",
    Mode.SELF: "自行实施",
    Mode.TRIAL: "先使用后付费",
    Mode.OPEN: "方式可协商",
}
