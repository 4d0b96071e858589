"""Who only wants to render for Discord does not pay half a second for its library."""

import subprocess
import sys


def test_rendering_needs_no_discord_library() -> None:
    code = (
        "import sys, adapters.discord.render, adapters.discord.modals; print({'discord', 'aiohttp'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
