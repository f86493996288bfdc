"""Bytes of a text → the text, in the encodings that office programs really write."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import opencc

from ingest.readers.grid import FileProblem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 60_000
"""Bytes from which the encoding is judged."""
_MAX_BROKEN_SHARE = 0.02
"""Characters cut in the middle that a text may have and still be of the encoding."""
_LEAST_PLAUSIBLE = 0.3
_REPLACEMENT = "\ufffd"
_UNKNOWN = FileProblem("无法判断文本的编码。", "请用 WPS 表格或 Excel 打开确认文字正常后另存为 .xlsx。")

# Characters of headers and of everyday Chinese, by which a right decoding is told from a wrong one.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取完举色"
    "名称单位需序号编联系电话技术简介类型金额预算截止榜项目校友企业领域阶段专利备注院负责姓投标描述创新能手机邮箱"
    "省市县州南宁桂林柳广东北京海江苏深圳限司厂集团研究所科研材智慧造环保节械医药食检测控制算软信息网络数据"
    "供应链方案效率低成熟试验室样示范转让许可股份共享委托服务咨询推荐附件填报日期万元亿否待议详见保密暂"
    "甲乙丙丁戊己庚辛壬癸张王李刘陈杨黄赵周吴铝铜钢锂碳硅"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what had to be overlooked in it, told to the user."""

    text: str
    notices: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """Decode a text, tolerating a few characters cut in the middle; raises `FileProblem` when nothing fits."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _whole(content[len(mark) :], encoding)
    if b"\0" in content:
        if wide := _utf16_without_mark(content):
            return _whole(content, wide)
        content = content.replace(b"\0", b"")
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _whole(content, _best(content))


def looks_like_text(head: bytes) -> bool:
    """Tell the start of a text, in whatever encoding, from that of a binary file."""
    if head.startswith(tuple(mark for mark, _ in _BOMS)) or _utf16_without_mark(head):
        return True
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return control - head.count(0) <= len(head) // 100 and head.count(0) <= len(head) // 10


def _whole(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding))
    except UnicodeDecodeError as error:
        cut = error.end >= len(content) - 3
    text = content.decode(encoding, "replace")
    broken = text.count(_REPLACEMENT)
    if cut and broken == 1 and len(text) > 2:
        return Decoded(text[:-1], ("文件末尾有半个字符，可能没有传完整，请核对最后一行。",))
    if broken > max(3, _MAX_BROKEN_SHARE * len(text)) or len(text) <= 2:
        raise _UNKNOWN
    return Decoded(text, (f"文本中有 {broken} 处残缺的字符（显示为 {_REPLACEMENT}），已原样保留，请核对。",))


def _utf16_without_mark(content: bytes) -> str | None:
    """Find UTF-16 by the zero bytes of its commas and line breaks, and by whether it reads like Chinese."""
    sample = content[: _SAMPLE // 2 * 2]
    if sample.count(0) < 2:
        return None
    sample = sample[: len(sample) // 2 * 2]
    scores = {
        name: _plausibility(sample.decode(name, "replace"), _any_level) for name in ("utf-16-le", "utf-16-be")
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > _LEAST_PLAUSIBLE else None


def _best(content: bytes) -> str:
    """Choose among the encodings of Chinese; a text is of the one in which it reads like Chinese.

    GB18030 and Big5 share most byte pairs, so that either often decodes the other without an error.
    """
    sample = content[:_SAMPLE]
    levels = {"utf-8": _any_level, "gb18030": _gb2312_first_level, "cp950": _big5_first_level}
    scores = {name: _plausibility(sample.decode(name, "replace"), level) for name, level in levels.items()}
    return max(scores, key=scores.__getitem__)


def _plausibility(text: str, level: Callable[[str], bool]) -> float:
    """Judge how much a text reads like Chinese or plain ASCII: 1 fully, below 0 not at all."""
    plain = _converter().convert(text)
    signs = [ch for ch in plain if ch > "\x7f"]
    if not signs:
        return 1.0 if all(ch >= " " or ch in "\t\r\n\0" for ch in plain) else -1.0
    return sum(_weight(ch, level) for ch in signs) / len(signs)


def _weight(ch: str, level: Callable[[str], bool]) -> float:
    if ch in _FREQUENT:
        return 1.0
    if "\u3400" <= ch <= "\u9fff":
        return 0.5 if level(ch) else 0.0
    if "\u2000" <= ch <= "\u303f" or "\uff00" <= ch <= "\uffef" or ch < "\u0500":
        return 0.5
    return -1.0 if "\ue000" <= ch <= "\uf8ff" or ch == _REPLACEMENT or ch < " " else -0.5


def _gb2312_first_level(ch: str) -> bool:
    """Tell the 3,755 everyday characters of GB/T 2312 (rows 16 to 55)."""
    code = ch.encode("gb18030")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1


def _big5_first_level(ch: str) -> bool:
    """Tell the everyday characters of Big5; what t2s wrote in a simplified form was traditional."""
    try:
        code = ch.encode("cp950")
    except UnicodeEncodeError:
        return _gb2312_first_level(ch)
    return 0xA4 <= code[0] <= 0xC6


def _any_level(ch: str) -> bool:
    return _gb2312_first_level(ch) or _big5_first_level(ch)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
