"""What tests of the chat share: the page to try it, and a reader who has it open."""

import pytest

from tests.chat_parts import service, tab


@pytest.fixture
async def there(tmp_path):
    async with service(tmp_path) as there:
        yield there


@pytest.fixture
async def ada(there):
    async with tab(there.address) as ada:
        yield ada
