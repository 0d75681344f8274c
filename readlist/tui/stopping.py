"""^Z: back to the shell for a while, until `fg`."""

from __future__ import annotations

import os
import signal
import sys

from textual.app import App


def stop(app: App[None]) -> bool:
    """Give the terminal back until the shell goes on with us; False where no shell would.

    Whoever started us (make, a script) is stopped too, as by the terminal's own ^Z: else the shell
    would wait for them.
    """
    driver = app._driver  # Textual asks it as well and has no other way to it
    if sys.platform == "win32" or driver is None or not driver.can_suspend or not _has_shell():
        return False
    app.app_suspend_signal.publish(app)
    os.killpg(os.getpgrp(), signal.SIGTSTP)
    return True


def _has_shell() -> bool:
    """Are we one job of a shell that keeps several apart? Else nobody could ever say `fg`."""
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)
