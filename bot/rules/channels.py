"""Which way something came to the alliance."""

from enum import StrEnum


class Channel(StrEnum):
    """`bot`: the unit sent it here itself; else an officer entered what came another way."""

    BOT = "bot"
    PAPER = "paper"
    ZALO = "zalo"
    EMAIL = "email"
