"""``dragoman serve``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.stored import reader, store_options


@click.command("serve")
@store_options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on. Anything but this machine's own wants a proxy with TLS before it.",
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name that the room answers to besides localhost."
)
def command(path: Path, wait: float, port: int, host: str, names: tuple[str, ...]) -> None:
    """Open the reading room: the store as web pages, API and feeds, at http://localhost:8000 until interrupted.

    Pages may be added to the store meanwhile; the room shows them at the next request.
    """
    import uvicorn

    from dragoman.web import create_app
    from dragoman.web.app import HOSTS

    store = reader(path, wait)
    with store.reading():
        pass  # a store that cannot be read is told now, not at the first request
    app = create_app(store, hosts=[*HOSTS, host, *names])
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", proxy_headers=False, server_header=False, timeout_keep_alive=10
    )
    socket = config.bind_socket()
    click.echo(f"{path}: open at http://{host}:{socket.getsockname()[1]}/ (Ctrl-C closes)", err=True)
    uvicorn.Server(config).run(sockets=[socket])
