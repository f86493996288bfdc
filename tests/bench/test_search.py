from bench.invented import achievements
from bench.search import NEO4J, OURS, PUBLISHED, agreement, neo4j, prepared, questions, timed
from embeddings.encoder import open_encoder


def test_all_three_answer_the_same_questions_from_the_same_items() -> None:
    with prepared(open_encoder(), achievements(60)) as sides:
        asked = list(questions(sides.matcher, 6))
        assert len({question.text for question in asked}) == 6
        known = {entry.id for entry in sides.market.entries}
        for question in asked:
            found = neo4j(sides, question)
            assert found
            assert set(found) <= known
        taken = timed(sides, asked)
        assert {name: len(each) for name, each in taken.items()} == {OURS: 6, NEO4J: 6, PUBLISHED: 6}
        assert agreement(sides, asked)["top_5"] == 1
        assert set(sides.preparation) >= {"index_in_memory", "write_items", "publish_vectors", "vector_index"}
