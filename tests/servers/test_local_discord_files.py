"""Files that come with messages: taken when they are complete, refused as Discord refuses them."""

import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from tests.servers.discord.server import LocalDiscord

V2 = 1 << 15
SHOWN = {"type": 13, "file": {"url": "attachment://papers.bib"}}


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with LocalDiscord(record=False) as discord, aiohttp.ClientSession() as session:
        guild = discord.add_guild("ML", channels=["papers"])
        yield SimpleNamespace(discord=discord, session=session, papers=discord.channel(guild, "papers"))


async def post(there: SimpleNamespace, body: dict[str, Any], **files: bytes) -> tuple[int, Any]:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for number, (name, content) in enumerate(files.items()):
        form.add_field(f"files[{number}]", content, filename=name.replace("_", "."))
    url = f"{there.discord.api_url}/channels/{there.papers.id}/messages"
    headers = {"Authorization": f"Bot {there.discord.token}"}
    async with there.session.post(url, data=form, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_a_message_shows_the_file_that_came_with_it(there: SimpleNamespace) -> None:
    body = {"flags": V2, "components": [SHOWN], "attachments": [{"id": 0, "filename": "papers.bib"}]}
    status, made = await post(there, body, papers_bib=b"@article{x}")
    assert status == 200
    assert [(one["filename"], one["size"]) for one in made["attachments"]] == [("papers.bib", 11)]


async def test_an_attachment_without_its_file_is_refused(there: SimpleNamespace) -> None:
    body = {"content": "Here.", "attachments": [{"id": 1, "filename": "papers.bib"}]}
    status, said = await post(there, body, papers_bib=b"x")
    assert (status, said["code"]) == (400, 50035)
    assert "attachments" in said["errors"]


async def test_a_component_that_shows_no_file_is_refused(there: SimpleNamespace) -> None:
    status, said = await post(there, {"flags": V2, "components": [SHOWN]}, other_bib=b"x")
    assert (status, said["code"]) == (400, 50035)
    assert "ATTACHMENT_NOT_FOUND" in str(said["errors"])
