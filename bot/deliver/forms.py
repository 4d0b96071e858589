"""The other forms of a part: as the archive has it now, plain, in halves."""

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import Fold, render_again
from bot.model import Delivery, Paper, PaperId, Part
from bot.platform import Platform
from bot.store import Store
from bot.store.deliveries import Draft

_NOT_STORED_YET = 0  # the id of the second half while it is rendered


class Forms:
    def __init__(self, store: Store, platform: Platform, fold: Fold, web: str) -> None:
        self._store, self._platform, self._fold, self._web = store, platform, fold, web

    async def now(self, delivery: Delivery, parts: Sequence[Part], part: Part) -> Draft | None:
        """As the archive has its papers now, as plain as it was sent; None if it shows none of them any more."""
        return self._render(delivery, parts, part, await self._papers(parts), plain=part.plain)

    async def plain(self, delivery: Delivery, parts: Sequence[Part], part: Part) -> Draft | None:
        return self._render(delivery, parts, part, await self._papers(parts), plain=True)

    async def halves(self, delivery: Delivery, parts: Sequence[Part], part: Part) -> tuple[Draft, Draft] | None:
        """Rich again: one half may have nothing to be refused for."""
        papers, middle = await self._papers(parts), len(part.papers) // 2
        first = replace(part, papers=part.papers[:middle])
        second = replace(part, papers=part.papers[middle:], id=_NOT_STORED_YET)
        place = [one.id for one in parts].index(part.id)
        split = (*parts[:place], first, second, *parts[place + 1 :])
        drafts = [self._render(delivery, split, half, papers, plain=False) for half in (first, second)]
        if drafts[0] is None or drafts[1] is None:
            return None
        return drafts[0], drafts[1]

    def _render(
        self,
        delivery: Delivery,
        parts: Sequence[Part],
        part: Part,
        papers: dict[PaperId, Paper],
        *,
        plain: bool,
    ) -> Draft | None:
        fold, web = self._fold, self._web
        return render_again(self._platform, delivery, parts, part, papers, fold=fold, plain=plain, web=web)

    async def _papers(self, parts: Sequence[Part]) -> dict[PaperId, Paper]:
        wanted = list(dict.fromkeys(paper for part in parts for paper in part.papers))
        return {paper.id: paper for paper in await self._store.papers.get_many(wanted)}
