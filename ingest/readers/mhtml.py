"""Web pages saved as one file (.mht): the HTML parts of a MIME message."""

import email
import email.policy
import tempfile
from pathlib import Path

from ingest.readers import html
from ingest.readers.grid import Document, FileProblem, Grid


def read(path: Path) -> Document:
    """Read the tables of every HTML part, in order; parts without a table (frames) are passed over."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    grids: list[Grid] = []
    notices: list[str] = []
    problem: FileProblem | None = None
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() != "text/html" or not isinstance(content, bytes):
            continue
        try:
            document = _read_part(content, path.stem)
        except FileProblem as error:
            problem = error
            continue
        grids += document.grids
        notices += document.notices
    if not grids:
        raise problem or FileProblem("网页存档里没有表格。", "请打开后把清单另存为 .xlsx，再导入。")
    return Document(tuple(grids), tuple(dict.fromkeys(notices)))


def _read_part(content: bytes, name: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / f"{name}.html"
        page.write_bytes(content)
        return html.read(page)
