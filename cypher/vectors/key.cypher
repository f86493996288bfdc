// One published vector per item and side, found by its id.
CREATE CONSTRAINT embedding_id IF NOT EXISTS
FOR (e:Embedding) REQUIRE e.id IS UNIQUE
