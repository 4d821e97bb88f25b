"""Values and Texts in, what the bot says out: no Telegram, no database."""
