"""The root of the errors users read.

DuijieError
├─ graph:      GraphError (client), ItemNotFoundError (store), SchemaError (schema), ServerError (server)
├─ ingest:     FileProblem (readers)
└─ embeddings: EncoderError (errors)
"""


class DuijieError(Exception):
    """Something the user can mend: the message says in Chinese what went wrong, where, and what to do."""
