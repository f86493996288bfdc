"""Files as accidents and enemies change them: bytes flipped, XML cut, bombs, nesting, huge dimensions, loops."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Mutate = Callable[[bytes, random.Random], bytes]

_BOMB = 300 * 2**20
_DEEP = 60_000
_HOSTILE = (
    "=cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1",
    "-2+3",
    "１" * 5000,
    "(" * 20_000,
    "一二三" * 9000,
    "万" * 20_000,
    "2025." * 6000,
    "≥" * 20_000,
    "、" * 32_000,
    "a" * 40_000,
    "\u202e\u200b\ufeff\x01\x0b",
    "9" * 400,
    "1e999",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file: the name of the original, how it was changed, and its bytes."""

    name: str
    how: str
    content: bytes


def mutants(originals: Sequence[tuple[str, bytes]], count: int, seed: int = 0) -> Iterator[Mutant]:
    """Give `count` mutants, every way in turn with every original it suits; the same for the same seed."""
    dice = random.Random(seed)
    made = 0
    while made < count:
        for name, content in dice.sample(list(originals), len(originals)):
            how, mutate = dice.choice(ways(content))
            yield Mutant(name, how, mutate(content, dice))
            made += 1
            if made == count:
                return


def ways(content: bytes) -> list[tuple[str, Mutate]]:
    """The ways that suit a file."""
    found = [*_ANY]
    if content.startswith(b"PK"):
        found += _ZIPPED * 2  # most lists are zipped XML, and what stands inside is where readers stumble
    elif content.startswith(b"%PDF"):
        found += _PDF
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        found += _OLE
    else:
        found += _TEXT
        if b"<t" in content[:4096].lower():
            found += _XML
    return found


def _flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 3, 30, 300))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(1, len(content))]


def _drop(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + content[start + dice.randrange(1, 5000) :]


def _repeat(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    piece = content[start : start + dice.randrange(1, 3000)]
    return content[:start] + piece * dice.choice((2, 10, 200)) + content[start:]


def _noise(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    noise = dice.randbytes(dice.choice((1, 100, 4000)))
    return content[:start] + noise + content[start + len(noise) :]


def _zeros(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + bytes(512) + content[start + 512 :]


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Pack a zip anew with members changed, or dropped where the change gives None."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            changed = change(info.filename, old.read(info))
            if changed is not None:
                new.writestr(info.filename, changed)
    return buffer.getvalue()


def _member(mutate: Mutate) -> Mutate:
    """Change one member, mostly the one that holds the rows."""

    def change(content: bytes, dice: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [info.filename for info in archive.infolist() if info.file_size]
        main = [
            n for n in names if re.search(r"sheet\d*\.xml$|document\.xml$|content\.xml$|sharedStrings", n)
        ]
        chosen = dice.choice(main if main and dice.random() < 0.8 else names)
        return repacked(content, lambda name, held: mutate(held, dice) if name == chosen else held)

    return change


def _without_member(content: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        gone = dice.choice(archive.namelist())
    return repacked(content, lambda name, held: None if name == gone else held)


def _bomb(content: bytes, dice: random.Random) -> bytes:
    """A member of 300 MB that packs to almost nothing, between the tags of the one that was there."""
    filler = dice.choice((b" ", b"\0", b"<c/>", b"<row/>"))
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        names = old.namelist()
        main = [n for n in names if re.search(r"sheet\d*\.xml$|document\.xml$|content\.xml$", n)] or names
        chosen = dice.choice(main)
        for name in names:
            held = old.read(name)
            if name != chosen:
                new.writestr(name, held)
                continue
            with new.open(name, "w", force_zip64=True) as member:
                member.write(held[: len(held) // 2])
                block = filler * (2**20 // len(filler))
                for _ in range(_BOMB // 2**20):
                    member.write(block)
                member.write(held[len(held) // 2 :])
    return packed.getvalue()


def _lying_sizes(content: bytes, dice: random.Random) -> bytes:
    """A directory that states other sizes than its members have."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        if dice.random() < 0.5:
            changed[at + 24 : at + 28] = dice.choice((b"\1\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\0"))
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _between_tags(xml: bytes, dice: random.Random, piece: bytes) -> bytes:
    ends = [found.end() for found in re.finditer(rb">", xml[:200_000])]
    at = dice.choice(ends) if ends else 0
    return xml[:at] + piece + xml[at:]


def _deep(xml: bytes, dice: random.Random) -> bytes:
    tag = dice.choice((b"a", b"row", b"tbl", b"div", b"w:tbl", b"w:sdt", b"table:table-row"))
    closed = dice.random() < 0.5
    return _between_tags(xml, dice, b"<%s>" % tag * _DEEP + (b"</%s>" % tag * _DEEP if closed else b""))


def _deep_tables(xml: bytes, dice: random.Random) -> bytes:
    count = dice.choice((50, 2000, 20_000))
    return _between_tags(xml, dice, b"<table><tr><td>" * count)


def _entities(xml: bytes, dice: random.Random) -> bytes:
    lines = [
        b'<!ENTITY e0 "ha">',
        *(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10)),
    ]
    outside = b'<!ENTITY out SYSTEM "file:///etc/passwd">'
    kind = b"<!DOCTYPE r [" + b"".join([*lines, outside]) + b"]>"
    body = re.sub(rb"^<\?xml[^>]*\?>", b"", xml)
    return kind + _between_tags(body, dice, dice.choice((b"&e9;", b"&out;")))


def _huge_numbers(xml: bytes, dice: random.Random) -> bytes:
    places = list(re.finditer(rb'(?<=")\d{1,7}(?=")', xml[:300_000]))
    for place in sorted(dice.sample(places, min(len(places), 3)), key=lambda m: -m.start()):
        huge = dice.choice((b"4294967295", b"-1", b"1000000000", b"99999999999999999999", b"1e308", b"0"))
        xml = xml[: place.start()] + huge + xml[place.end() :]
    return xml


def _far_cells(xml: bytes, dice: random.Random) -> bytes:
    far = dice.choice((b"XFD1048576", b"ZZZ99999999", b"A0", b"A1048576", b"XFD1"))
    piece = b'<row r="1048576"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row>' % far
    if b"</sheetData>" in xml:
        return xml.replace(b"</sheetData>", piece + b"</sheetData>")
    return _between_tags(xml, dice, piece)


def _wide_spans(xml: bytes, dice: random.Random) -> bytes:
    span = dice.choice((b"1048576", b"100000", b"2147483648"))
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    xml = xml.replace(b"</sheetData>", b"</sheetData>" + merged)
    xml = re.sub(
        rb"<td(?=[ >])", b'<td colspan="%s" rowspan="%s"' % (span, span), xml, count=dice.choice((1, 50))
    )
    xml = re.sub(rb"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="%s"/>' % span, xml, count=dice.choice((1, 50)))
    return re.sub(
        rb"<table:table-(cell|row)(?=[ >/])",
        rb'<table:table-\1 table:number-columns-repeated="%s" table:number-rows-repeated="%s"' % (span, span),
        xml,
        count=dice.choice((1, 50)),
    )


def _hostile_texts(xml: bytes, dice: random.Random) -> bytes:
    places = list(re.finditer(rb"(?<=>)[^<>\s][^<>]{0,200}(?=<)", xml))
    for place in sorted(dice.sample(places, min(len(places), 12)), key=lambda m: -m.start()):
        text = (
            dice.choice(_HOSTILE).encode().replace(b"<", b"&lt;").replace(b"\x01", b"").replace(b"\x0b", b"")
        )
        xml = xml[: place.start()] + text + xml[place.end() :]
    return xml


def _hostile_cells(content: bytes, dice: random.Random) -> bytes:
    lines = content.split(b"\n")
    for _ in range(5):
        at = dice.randrange(len(lines))
        cells = lines[at].split(b",")
        cells[dice.randrange(len(cells))] = b'"' + dice.choice(_HOSTILE).encode().replace(b'"', b'""') + b'"'
        lines[at] = b",".join(cells)
    return b"\n".join(lines)


def _many_columns(content: bytes, dice: random.Random) -> bytes:
    return content + b"\n" + dice.choice((b",", b"\t", b'"",')) * 2_000_000 + b"\n"


def _many_lines(content: bytes, dice: random.Random) -> bytes:
    return content + dice.choice((b"\n", b"\r", b"x,y\n", b'"\n')) * 1_000_000


def _open_quote(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + b'"' + content[at:] * dice.choice((1, 200))


def _other_encoding(content: bytes, dice: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(
        dice.choice(("utf-16", "utf-16-le", "utf-32", "big5", "shift_jis", "utf-7")), "replace"
    )


def _pdf_loop(content: bytes, dice: random.Random) -> bytes:
    """Page trees that contain themselves, and references to what is not there."""
    numbers = re.findall(rb"(\d+) 0 obj", content) or [b"1"]
    return re.sub(
        rb"\d+ 0 R",
        lambda found: dice.choice((found.group(), b"%s 0 R" % dice.choice(numbers), b"99999 0 R")),
        content,
    )


def _pdf_numbers(content: bytes, dice: random.Random) -> bytes:
    huge = dice.choice((b"999999999", b"-5", b"1" * 300))
    return re.sub(
        rb"/(Count|Length|Size|Width|Height|N|First|W) \d+", lambda f: b"/%s %s" % (f.group(1), huge), content
    )


def _pdf_deep(content: bytes, dice: random.Random) -> bytes:
    at = content.find(b"<<", dice.randrange(len(content)))
    return content[: at + 2] + b"/X " + dice.choice((b"[", b"<<", b"(")) * _DEEP + content[at + 2 :]


def _ole_chain(content: bytes, dice: random.Random) -> bytes:
    """Sector tables whose chains run in circles."""
    changed = bytearray(content)
    for at in range(0x4C, min(len(changed) - 4, 0x200), 4):
        if dice.random() < 0.1:
            changed[at : at + 4] = dice.choice(
                (b"\0\0\0\0", b"\1\0\0\0", b"\xfe\xff\xff\xff", b"\xff\xff\xff\x7f")
            )
    for _ in range(40):
        at = dice.randrange(len(changed) // 4 - 1) * 4
        changed[at : at + 4] = dice.randrange(64).to_bytes(4, "little")
    return bytes(changed)


_ANY: list[tuple[str, Mutate]] = [
    ("bytes flipped", _flip),
    ("cut", _cut),
    ("piece dropped", _drop),
    ("piece repeated", _repeat),
    ("noise", _noise),
    ("zeros", _zeros),
]
_XML: list[tuple[str, Mutate]] = [
    ("deep nesting", _deep),
    ("deep tables", _deep_tables),
    ("entities", _entities),
    ("huge numbers", _huge_numbers),
    ("far cells", _far_cells),
    ("wide spans", _wide_spans),
    ("hostile texts", _hostile_texts),
]
_ZIPPED: list[tuple[str, Mutate]] = [
    ("member dropped", _without_member),
    ("sizes that lie", _lying_sizes),
    *((f"member: {how}", _member(mutate)) for how, mutate in (*_ANY, *_XML)),
]
_TEXT: list[tuple[str, Mutate]] = [
    ("hostile cells", _hostile_cells),
    ("many columns", _many_columns),
    ("many lines", _many_lines),
    ("open quote", _open_quote),
    ("other encoding", _other_encoding),
]
_PDF: list[tuple[str, Mutate]] = [
    ("references in circles", _pdf_loop),
    ("huge numbers", _pdf_numbers),
    ("deep nesting", _pdf_deep),
]
_OLE: list[tuple[str, Mutate]] = [("chains in circles", _ole_chain)]


def bombs(originals: Sequence[tuple[str, bytes]], seed: int = 0) -> Iterator[Mutant]:
    """Give a bomb of every zipped original: slow to make, so not among the others."""
    dice = random.Random(seed)
    for name, content in originals:
        if content.startswith(b"PK"):
            yield Mutant(name, "bomb", _bomb(content, dice))
