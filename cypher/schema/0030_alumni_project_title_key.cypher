// 校友归巢项目: found by title and organisation together.
CREATE INDEX alumni_project_title_key IF NOT EXISTS
FOR (n:AlumniProject) ON (n.title_key)
