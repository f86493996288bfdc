import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from embeddings import corpora


def write(data: Path, name: str, *records: Mapping[str, object]) -> None:
    path = data / f"{name}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_documents_are_normalised_and_unique(tmp_path: Path) -> None:
    record = {"title": "ＬＥＤ灯具", "abstract": "散热结构。"}
    write(tmp_path, "corpora/csl_title", record, record)
    assert corpora.documents(tmp_path) == ["led灯具 散热结构。"]


def test_pairs_take_title_keywords_or_first_sentence(tmp_path: Path) -> None:
    long = "该装置包括相互连接的机架和输送带,能够连续工作并且便于维护"
    write(tmp_path, "corpora/csl_title", {"title": "输送装置", "abstract": long})
    write(tmp_path, "corpora/csl_fewclue", {"keywords": ["机架", "输送带"], "abstract": long})
    write(tmp_path, "corpora/patents_lda_energy", {"abstract": f"一种便于维护的连续输送装置设计。{long}。"})
    assert corpora.pairs(tmp_path, 0) == sorted(
        [("输送装置", long), ("机架 输送带", long), ("一种便于维护的连续输送装置设计", long)]
    )


def test_pairs_take_paragraphs_of_papers_and_leave_out_the_records_that_are_held_out(tmp_path: Path) -> None:
    papers = [
        {
            "id": name,
            "title": f"{name}号试验装置",
            "abstract": f"{name}号装置的结构和试验结果,共分三部分叙述并讨论",
        }
        for name in ("甲", "乙")
    ]
    body = [
        {
            **paper,
            "paragraphs": [
                {"section": "1", "text": f"{paper['id']}号装置" * 30},
                {"section": "2", "text": "短"},
            ],
        }
        for paper in papers
    ]
    write(tmp_path, "corpora/chinaxiv", *papers)
    write(tmp_path, "corpora/chinaxiv_body", *body)
    kept = corpora.pairs(tmp_path, 2, keep=lambda key: key.startswith("甲"))
    assert {short for short, _ in kept} == {"甲号试验装置"}
    assert len(kept) == 2  # one abstract; of two paragraphs one is too short
    assert len(corpora.pairs(tmp_path, 2)) == 4


def test_opening_clause_drops_the_set_phrases_of_patents() -> None:
    text = "本发明公开了<b>一种塔式太阳能合成氨系统及方法</b>，其特征在于：设置在吸热器进出口的阀门，实现跟踪"
    assert corpora.opening_clause(text) == "一种塔式太阳能合成氨系统及方法"
    assert corpora.opening_clause("很短，更短") == "很短更短"
    assert corpora.opening_clause("") == ""


def test_short_texts_hold_every_title_and_some_terms_in_a_fixed_order(tmp_path: Path) -> None:
    write(tmp_path, "science-abstracts/titles", {"title": "水稻抗病育种"}, {"title": "锂电池负极"})
    terms = [{"term": f"术语{number:02}", "df": 1, "domain": "IT"} for number in range(20)]
    write(tmp_path, "corpora/thuocl_terms", *terms, {"term": "狮子狗", "df": 1, "domain": "animal"})
    texts = corpora.short_texts(tmp_path, 5)
    assert {"水稻抗病育种", "锂电池负极"} < set(texts)
    assert len(texts) == 7
    assert "狮子狗" not in texts
    assert texts == corpora.short_texts(tmp_path, 5)
    assert set(texts) < set(corpora.short_texts(tmp_path, 20))


def test_an_absent_folder_has_no_texts(tmp_path: Path) -> None:
    assert corpora.documents(tmp_path) == []
    assert corpora.short_texts(tmp_path, 5) == []
