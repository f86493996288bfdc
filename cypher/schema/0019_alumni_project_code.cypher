// 校友归巢项目: found by its list code.
CREATE INDEX alumni_project_code IF NOT EXISTS
FOR (n:AlumniProject) ON (n.code)
