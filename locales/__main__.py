"""`python -m locales`: bring the catalogs up to date with the words in the code.

Nothing in the files depends on the day or on line numbers, so that they change with the words only.
"""

from locales.catalogs import LANGUAGES, forms, read_catalog, template, translated, write_catalog


def main() -> None:
    """Rewrite bot.pot and every .po: translations kept, obsolete ones dropped, gaps counted."""
    fresh = template()
    write_catalog("bot.pot", fresh)
    for language in LANGUAGES:
        catalog = translated(fresh, read_catalog(f"{language}.po", language), language)
        write_catalog(f"{language}.po", catalog)
        missing = sum(not all(forms(message)) for message in catalog if message.id)
        print(f"{language}.po: {len(catalog)} messages, {missing} without translation")


if __name__ == "__main__":
    main()
