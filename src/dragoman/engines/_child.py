"""The process that a guard watches: it reads pages from standard input, codes them, and answers each in turn.

``python -m dragoman.engines._child``. Frames are a length of eight bytes and a pickle. Whatever a library prints goes
to standard error, so that no word of it gets between the frames.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import IO, Any

LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], value: Any) -> None:
    """Write one frame."""
    data = pickle.dumps(value, protocol=5)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one frame. Raises EOFError where the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> None:
    """Answer pages until standard input ends: the parent has what it wanted, or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends this process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from dragoman.engines._base import code_page_once
    from dragoman.errors import DragomanError

    questions = sys.stdin.buffer
    try:
        settings = receive(questions)
        while True:
            page = receive(questions)
            try:
                outcome: Any = code_page_once(page, settings)
            except DragomanError as error:
                outcome = error
            send(answers, (outcome, memory()))
    except (EOFError, BrokenPipeError):
        pass


if __name__ == "__main__":
    main()
