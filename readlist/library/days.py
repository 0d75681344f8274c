"""Moments of the library in the user's own time, and days as people name them."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def local(at: str) -> datetime:
    """A moment (UTC, ISO 8601 with Z) in the time of this machine."""
    return datetime.fromisoformat(at).astimezone()


def day_name(day: date, today: date) -> str:
    """``Today``, ``Yesterday``, ``Tuesday 3 November``, ``3 October``, ``3 November 2025``."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    if timedelta(0) < today - day < timedelta(days=7):
        return f"{day:%A} {day.day} {day:%B}"
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def short_day(day: date, today: date) -> str:
    """The same for a column: ``Today``, ``Yesterday``, ``3 Nov``, ``3 Nov 2025``."""
    if today - day <= timedelta(days=1):
        return day_name(day, today)
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")
