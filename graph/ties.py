"""Reads who is tied to whom: alumni, people with two posts, organisations that worked together, and their trades."""

from collections.abc import Iterator, Sequence

from graph.client import Client, Row

_BATCH = 1000


class TieReader:
    """Rows of ties, all by id."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def alumni(self) -> Iterator[Row]:
        """Schools and the organisations with demands where their alumni work: school, organization, people."""
        return self._client.stream("read/tied_alumni")

    def partners(self) -> Iterator[Row]:
        """Organisations with demands and those they completed achievements with: organization, partners."""
        return self._client.stream("read/tied_partners")

    def posts(self) -> Iterator[Row]:
        """Achievements whose people also work at organisations with demands: item, organizations."""
        return self._client.stream("read/tied_posts")

    def trades(self) -> Iterator[Row]:
        """Needs that do not say what their organisation makes, and what its other needs say: item, said."""
        return self._client.stream("read/trades")

    def items(self, organizations: Sequence[str]) -> Iterator[Row]:
        """What organisations offer, request, issue or propose: item, organization."""
        for start in range(0, len(organizations), _BATCH):
            batch = list(organizations[start : start + _BATCH])
            yield from self._client.stream("read/items_of_organizations", ids=batch)
