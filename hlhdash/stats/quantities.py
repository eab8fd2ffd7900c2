"""Single numbers asked for: times, shares and counts, refused in whole sentences where they make no sense."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats, StatsError, number_or_nan


def landmark_time(value: float) -> float:
    """Check a landmark, a time from 0 up.

    Raises
    ------
    StatsError
        If it is no such number.
    """
    number = number_or_nan(value)
    if not (np.isfinite(number) and number >= 0):
        raise StatsError(message("A landmark is a time from 0 up; it is {at}.", at=str(value)))
    return number


def positive_time(value: float, name: Message) -> float:
    """Check one time after 0, such as a horizon.

    Raises
    ------
    StatsError
        If it is no finite number above 0.
    """
    number = number_or_nan(value)
    if not (np.isfinite(number) and number > 0):
        raise StatsError(
            message(
                "The {name} must be a number above 0, in the unit of the times; it is {value}.",
                name=name,
                value=str(value),
            )
        )
    return number


def share(value: float, name: Message) -> float:
    """Check a share strictly between 0 and 1, such as a power.

    Raises
    ------
    StatsError
        If it is no such number.
    """
    number = number_or_nan(value)
    if not 0 < number < 1:
        raise StatsError(message("The {name} must lie between 0 and 1; it is {value}.", name=name, value=str(value)))
    return number


def closed_share(value: float, name: Message) -> float:
    """Check a share from 0 to 1, both included, such as survival.

    Raises
    ------
    StatsError
        If it is no such number.
    """
    number = number_or_nan(value)
    if not 0 <= number <= 1:
        raise StatsError(message("The {name} must be a share from 0 to 1; it is {value}.", name=name, value=str(value)))
    return number


def whole_number(value: int, name: Message, lowest: int = 1) -> int:
    """Check a whole number from 1 (or another number) up, such as the size of a group.

    Raises
    ------
    StatsError
        If it is none.
    """
    number = number_or_nan(value)
    if not (number >= lowest and number.is_integer()):
        raise StatsError(
            message(
                "The {name} must be a whole number from {lowest} up; it is {value}.",
                name=name,
                lowest=lowest,
                value=str(value),
            )
        )
    return int(value)


def times_asked(times: npt.ArrayLike) -> Floats:
    """Check the times at which something is asked for; one number is a list of one.

    Raises
    ------
    StatsError
        If they are not finite numbers from 0 up in one list.
    """
    try:
        asked = np.atleast_1d(np.asarray(times, dtype=float))
    except (TypeError, ValueError):
        asked = np.array([np.nan])
    if asked.ndim != 1 or not np.isfinite(asked).all() or (asked < 0).any():
        raise StatsError(message("Times asked for must be numbers from 0 up."))
    return asked
