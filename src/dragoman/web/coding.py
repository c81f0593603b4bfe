"""A page coded for someone who asks, within bounds."""

from __future__ import annotations

from functools import partial

import anyio
import anyio.to_thread

from dragoman.coder import code_page
from dragoman.record import Record
from dragoman.store.filters import day
from dragoman.web.limits import Limits
from dragoman.web.reading import TooLongError

_limiter: dict[int, anyio.CapacityLimiter] = {}


async def code_within(page: bytes, *, source: str, published: str | None, limits: Limits) -> Record:
    """The record of a page. Raises TooLongError when it has to wait or work for too long."""
    day(published, last=False)
    limiter = _limiter.setdefault(limits.codings, anyio.CapacityLimiter(limits.codings))
    work = partial(code_page, page, source=source, published=published)
    try:
        with anyio.fail_after(limits.coding_seconds):
            return await anyio.to_thread.run_sync(work, limiter=limiter, abandon_on_cancel=True)
    except TimeoutError:
        raise TooLongError(f"coding took longer than {limits.coding_seconds:g} seconds; try a shorter page") from None
