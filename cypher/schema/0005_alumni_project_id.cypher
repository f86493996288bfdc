// 校友归巢项目: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT alumni_project_id IF NOT EXISTS
FOR (n:AlumniProject) REQUIRE n.id IS UNIQUE
