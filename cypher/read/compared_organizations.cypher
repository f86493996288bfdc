// Organisations as they are compared with each other.
MATCH (n:Organization)
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.credit_code AS credit_code
