"""How fast the bot is, held against bare python-telegram-bot ones: `make bench`."""
