"""Papers that leave the bot: calendars, later Word, Excel and PDF."""
