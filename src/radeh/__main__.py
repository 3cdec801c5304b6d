"""``python -m radeh``."""

from radeh.cli import main

if __name__ == "__main__":
    main()
