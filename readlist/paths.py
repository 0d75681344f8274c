"""Where things live: platformdirs decides, and `READLIST_HOME` overrides all of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Paths(NamedTuple):
    """The files and folders of one user. Nothing here is created by asking for it."""

    library: Path
    """The SQLite file that holds everything."""
    config: Path
    """The user's config.toml; readlist never writes it."""
    indexes: Path
    """Search indexes, one folder a library; they can always be deleted."""
    unsaved: Path
    """Texts that could not be saved, one folder a library."""

    def index_of(self, library_id: str, library: Path) -> Path:
        """The index folder of a library. A copied file is another library: its path counts too."""
        import hashlib  # which takes long to load: the app asks for this once it is drawn

        where = hashlib.sha256(os.fsencode(library.resolve())).hexdigest()[:12]
        return self.indexes / f"{library_id}-{where}"


def find_paths() -> Paths:
    """The paths in force now, from the environment."""
    home = os.environ.get("READLIST_HOME")
    if home:
        root = Path(home).expanduser()
        return Paths(root / "library.db", root / "config.toml", root / "index", root / "unsaved")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("readlist", appauthor=False)
    return Paths(
        dirs.user_data_path / "library.db",
        dirs.user_config_path / "config.toml",
        dirs.user_cache_path / "index",
        dirs.user_state_path / "unsaved",
    )
