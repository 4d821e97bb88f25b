"""`python -m bot` is `thidua`."""

import gc


def main() -> None:
    """The entry point of the program."""
    # What is imported stays until the end: to look for garbage in it while it comes costs a sixth
    # of the start.
    gc.disable()
    from bot.cli import main as run

    gc.enable()
    run()


if __name__ == "__main__":
    main()
