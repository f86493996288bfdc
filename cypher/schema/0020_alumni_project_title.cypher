// 校友归巢项目: found by its title.
CREATE INDEX alumni_project_title IF NOT EXISTS
FOR (n:AlumniProject) ON (n.title)
