"""A Telegram on this machine: the Bot API, the phones of some people, and a page to hold them."""
