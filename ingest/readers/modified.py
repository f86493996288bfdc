"""When an office document was last changed, as it says itself (ECMA-376 part 2, core properties)."""

import re
import zipfile
import zlib
from pathlib import Path

_MODIFIED = re.compile(rb"<dcterms:modified\b[^>]{0,200}>\s{0,20}(\d{4}-\d{2}-\d{2})")
_MAX = 100_000


def modified(path: Path) -> str | None:
    """ISO date a .xlsx or .docx was last changed; None where it does not say."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            found = _MODIFIED.search(part.read(_MAX))
    except (
        OSError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        return None
    return found.group(1).decode() if found else None
