"""The calendar of digests: a year on a page, a table for each month."""

import datetime as dt
from calendar import SUNDAY, Calendar
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from adapters.web.asked import Asked
from adapters.web.frame import Frame
from adapters.web.pages import NotHere, Pages, Way

_WEEKS = Calendar(SUNDAY)  # as calendars are printed in Korea


@dataclass(frozen=True, slots=True)
class Month:
    first: dt.date
    weeks: tuple[tuple[dt.date | None, ...], ...]  # None: a day of another month


class Calendars:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages, self._archive = frame, pages, frame.archive

    def routes(self) -> list[web.RouteDef]:
        return [
            self._pages.route("/calendar", self._newest),
            self._pages.route(r"/calendar/{year:\d{4}}", self._year),
        ]

    async def _newest(self, request: web.Request, asked: Asked) -> web.Response:
        return await self._frame.answer(request, asked, lambda: self._made(asked, None))

    async def _year(self, request: web.Request, asked: Asked) -> web.Response:
        year = int(request.match_info["year"])
        return await self._frame.answer(request, asked, lambda: self._made(asked, year))

    async def _made(self, asked: Asked, wanted: int | None) -> bytes:
        counts = {day.date: day.count for day in await self._archive.days()}
        years = sorted({date.year for date in counts}, reverse=True)
        if not years:
            return self._frame.page("empty.html", asked)
        year = years[0] if wanted is None else wanted
        if year not in years:
            ways = (Way(str(near), f"/calendar/{near}") for near in _nearest(year, years))
            raise NotHere("web-no-year", *ways, year=str(year))
        return self._frame.page(
            "calendar.html", asked, year=year, years=years, counts=counts, months=months(year, counts)
        )


def months(year: int, counts: Mapping[dt.date, int]) -> tuple[Month, ...]:
    """Those that have a digest, newest first."""
    having = {date.month for date in counts if date.year == year}
    return tuple(_month(year, month) for month in sorted(having, reverse=True))


def _month(year: int, month: int) -> Month:
    days = [dt.date(year, month, day) if day else None for day in _WEEKS.itermonthdays(year, month)]
    return Month(dt.date(year, month, 1), tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7)))


def _nearest(year: int, years: list[int]) -> list[int]:
    return sorted(sorted(years, key=lambda each: abs(each - year))[:2])
