"""Interactions answered: at once where the core is quick, within the deadline always.

Discord waits 3 seconds for a first answer and takes others for 15 minutes.
https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence

import discord

from adapters.discord import calls
from adapters.discord.answers import Answers
from adapters.discord.connection import Connection, Phrase
from adapters.discord.custom_id import CustomIds
from adapters.discord.errors import Refusal
from adapters.discord.rest import Rest
from bot.model import Language
from bot.platform import Answer, Call, Host, Reply, SendError
from bot.view import Block, Choice, Notice, Span

QUICK = 1.2  # seconds until an answer is deferred
FORM = 2.4  # a form cannot be deferred
COMPLETION = 1.5  # later nobody looks at it
MOST_CHOICES = 25

log = logging.getLogger(__name__)


class Interactions:
    def __init__(self, host: Host, rest: Rest, ids: CustomIds, connection: Connection, phrase: Phrase) -> None:
        self._host, self._rest, self._ids, self._phrase = host, rest, ids, phrase
        self._guilds, self._language = frozenset(connection.guilds), connection.language
        self._answers: Mapping[str, Answer] = {command.verb: command.answer for command in host.commands}

    async def command(self, interaction: discord.Interaction) -> None:
        """A slash command, or one from a message's menu."""
        command = interaction.command
        await self._use(interaction, str(command.extras.get("verb", "")) if command else "")

    async def component(self, interaction: discord.Interaction) -> None:
        """A button, a choice from a menu, a submitted form."""
        await self._use(interaction, "")

    async def complete(self, interaction: discord.Interaction, option: str, typed: str) -> Sequence[Choice]:
        """Nothing where anything fails: people type on."""
        command = interaction.command
        try:
            call = await calls.read(interaction, self._ids, str(command.extras.get("verb", "")) if command else "")
            if call is None or not self.serves(interaction.guild_id):
                return ()
            async with asyncio.timeout(COMPLETION):
                return await self._host.complete(call, option, typed, MOST_CHOICES)
        except Exception:
            log.exception("completion failed", extra={"call": str(interaction.id)})
            return ()

    async def failed(self, interaction: discord.Interaction, error: Exception) -> None:
        """Before a command reached us: it is not the one that Discord knows any more."""
        log.warning("a command was not understood", extra={"call": str(interaction.id), "error": repr(error)})
        await self._say(self._answer_to(interaction), interaction, "discord-outdated")

    def serves(self, guild: int | None) -> bool:
        return guild is None or not self._guilds or str(guild) in self._guilds

    async def _use(self, interaction: discord.Interaction, verb: str) -> None:
        answers = self._answer_to(interaction)
        try:
            if not self.serves(interaction.guild_id):
                return await self._say(answers, interaction, "discord-not-served")
            call = await calls.read(interaction, self._ids, verb)
            if call is None:
                return await self._say(answers, interaction, "discord-outdated")
            await self._dispatch(answers, call)
        except (Refusal, SendError) as error:
            await self._not_answered(answers, interaction, error)
        except Exception as error:
            log.exception("an interaction failed", extra={"call": str(interaction.id)})
            await self._not_answered(answers, interaction, error)
        return None

    async def _dispatch(self, answers: Answers, call: Call) -> None:
        """A timer defers the answer where the core takes long; a task for each call would cost a tenth of it."""
        meant = self._answers.get(call.verb, "private")
        deferring: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            FORM if meant == "form" else QUICK,
            lambda: deferring.append(asyncio.create_task(answers.defer(meant))),
        )
        try:
            reply = await self._host.dispatch(call)
        finally:
            timer.cancel()
            for task in deferring:
                await task
        await answers.give(reply)

    async def _not_answered(self, answers: Answers, interaction: discord.Interaction, error: Exception) -> None:
        """Our last word: a reference that stands in the log."""
        reference = secrets.token_hex(3)
        log.error(
            "an answer did not arrive",
            extra={"reference": reference, "call": str(interaction.id), "error": repr(error)},
        )
        if not answers.closed:
            await self._say(answers, interaction, "failed", reference=reference)

    async def _say(self, answers: Answers, interaction: discord.Interaction, key: str, **values: str) -> None:
        language = self._language_of(interaction)
        said = self._phrase(language, key, **values)
        try:
            await answers.give(Reply(Notice(language=language, text=(Block("paragraph", (Span(said),)),))))
        except (Refusal, SendError) as error:
            log.warning("nothing could be answered", extra={"call": str(interaction.id), "error": repr(error)})

    def _language_of(self, interaction: discord.Interaction) -> Language:
        spoken = str(interaction.locale).partition("-")[0]
        return "ko" if spoken == "ko" else "en" if spoken == "en" else self._language

    def _answer_to(self, interaction: discord.Interaction) -> Answers:
        return Answers(self._rest, self._ids, interaction)
