"""arXiv ids in what people type and curators write: ids, links and DOIs."""


def id_of(text: str) -> str | None:
    """The id without version that `text` as a whole is or links to, None if it is something else."""
    return None
