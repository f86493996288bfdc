from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from ingest.readers import FileProblem, read

TABLE = "<html><head><meta charset=gb18030></head><body><table><tr><td>成果名称</td></tr><tr><td>节能窑炉</td></tr></table>"


def saved(folder: Path, *pages: str) -> Path:
    message = MIMEMultipart("related")
    for page in pages:
        message.attach(MIMEText(page, "html", "gb18030"))
    path = folder / "清单.mht"
    path.write_bytes(message.as_bytes())
    return path


def test_the_page_with_the_table_is_read(tmp_path: Path) -> None:
    document = read(saved(tmp_path, "<html><frameset><frame src=x></frameset></html>", TABLE))

    assert [grid.rows for grid in document.grids] == [[["成果名称"], ["节能窑炉"]]]


def test_a_page_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="没有表格"):
        read(saved(tmp_path, "<html><body>通知</body></html>"))
