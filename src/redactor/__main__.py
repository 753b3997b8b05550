"""``python -m redactor``."""

from redactor.cli import main

if __name__ == "__main__":
    main()
