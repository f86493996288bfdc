"""Names of people in a cell: 张 三; 张三（组长）、李四1; 负责人：张三；成员：李四; 张三教授 等."""

import re
from functools import lru_cache

from ingest.values.lists import parse_list
from ingest.values.text import is_placeholder

_HAN = r"[\u3400-\u9fff]"
_WORD_GAP = re.compile(rf"(?<={_HAN}) +(?={_HAN})")
_DEGREES = r"教授级高级工程师|教授级高工|正?副?教授|正?副?研究员|博士后?|硕士|讲师|院士|正?高级工程师|正?高级?工|工程师|博导|研究生|老师|先生|女士"
_POSITIONS = r"副?总?经理|副?总裁|董事长|副?主任|副?院长|副?所长|副?处长|副?科长|副?部长|副?校长|副?书记|总监|秘书|助理|主管|首席专家|总工程?师?"
_AFTER_NAME = re.compile(rf"(?<={_HAN}{{2}})(?:{_DEGREES}|{_POSITIONS}|团队|课题组|等(?:\d*人)?|\s)+$")
_TITLE = re.compile(
    rf"(?:{_DEGREES}|{_POSITIONS}|[\u3400-\u9fff]{{0,4}}(?:{_POSITIONS})|团队|课题组|等(?:\d*人)?|et al\.?)"
)
_PLAIN = re.compile(rf"{_HAN}{{2,3}}(?<!等)(?:[、,;]{_HAN}{{2,3}}(?<!等))+")
"""Names and nothing else, as most cells hold."""
_POINT_IN_BRACKETS = re.compile(r"[(（](?:\d{1,2}|[一二三四五六七八九十])[)）]")
_ASIDE = re.compile(r"[(（][^()（）]*+[)）]")
_LABEL = re.compile(rf"(?<!{_HAN}){_HAN}{{2,8}}[:：]")
_FOOTNOTE = re.compile(rf"(?<={_HAN})[\d*#†‡△▲☆★¹²³⁰⁴-⁹]+(?:[,，、]\d+(?=[,，、;；\s]|$))*")
_DOT_IN_NAME = re.compile(rf"(?<={_HAN})[•・‧∙](?={_HAN})")


@lru_cache(65536)
def parse_people(text: str) -> tuple[str, ...]:
    """Split names; 张 三 is one name, 张三 李四 are two; titles, remarks and footnotes are none."""
    if is_placeholder(text):
        return ()
    if text.isalpha() and len(text) <= 3 and not text.endswith("等"):
        return () if is_title(text) else (text,)
    if _PLAIN.fullmatch(text):
        return tuple(dict.fromkeys(name for name in re.split("[、,;]", text) if not is_title(name)))
    text = _ASIDE.sub("", _POINT_IN_BRACKETS.sub("、", _DOT_IN_NAME.sub("·", text)))
    text = _FOOTNOTE.sub("", _LABEL.sub("、", text))
    names: dict[str, None] = {}
    for part in parse_list(text):
        for name in split_names(part):
            bare = _AFTER_NAME.sub("", name.strip())
            if bare and not is_title(bare):
                names[bare] = None
    return tuple(names)


def is_title(text: str) -> bool:
    """Tell a title or position that stands alone (市场部总经理); 韦经理 names a person."""
    return _TITLE.fullmatch(text) is not None and not is_addressed(text)


def is_addressed(text: str) -> bool:
    """Tell a person known by surname and title: 韦经理, 刘老师."""
    return len(text) == 3 and text[0] not in "总副正市部项业技产销高教" and text[1:] in _ADDRESSES


_ADDRESSES = frozenset(
    "老师 经理 主任 院长 所长 处长 科长 部长 教授 博士 院士 先生 女士 书记 校长 总监 工程 秘书".split()
)


def split_names(text: str) -> list[str]:
    """Split at blanks, where they do not stand inside a name: 张 三, 欧阳 锋."""
    tokens = _WORD_GAP.split(text)
    if len(tokens) == 2 and len(tokens[1]) == 1:
        return ["".join(tokens)]
    if len(tokens) % 2 == 0 and all(len(token) == 1 for token in tokens):
        return [a + b for a, b in zip(tokens[::2], tokens[1::2], strict=True)]
    return tokens
