// 技术领域: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT field_id IF NOT EXISTS
FOR (n:Field) REQUIRE n.id IS UNIQUE
