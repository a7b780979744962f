"""Reading what the build has compiled: a damaged or foreign file gives one sentence and no traceback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ..errors import CspiError, shown

T = TypeVar("T")


def read_compiled(
    data: object, what: str, expected: str, read: Callable[[Mapping[str, Any]], T], refusal: type[CspiError]
) -> T:
    """Return the result of `read` for data in the expected format. Raise `refusal` with the reason
    otherwise.
    """
    found = data.get("format") if isinstance(data, Mapping) else data
    if not isinstance(data, Mapping) or found != expected:
        raise refusal(f"not a compiled {what}: found format {shown(found)}; expected {expected}")
    try:
        return read(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        is_lacking = isinstance(error, KeyError) and error.args
        reason = f"missing key: {shown(error.args[0])}" if is_lacking else f"wrong value: {shown(error)}"
        raise refusal(f"the compiled {what} is damaged: {reason}") from error
