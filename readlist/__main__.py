"""``python -m readlist``: the same program as the ``readlist`` command."""

from readlist.cli import main

if __name__ == "__main__":
    main()
