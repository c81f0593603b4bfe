"""Connections to public hosts only: a name is resolved once, and the address that was checked is connected to."""

from __future__ import annotations

import socket
import ssl
import time
from http.client import HTTPConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult

from dragoman.errors import PageError

Address = IPv4Address | IPv6Address

_PORTS = {"http": 80, "https": 443}
_SHORTEST = 0.1  # seconds that even the last of many addresses is given
_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits (RFC 6052)


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet, as is any that it carries inside it (mapped, 6to4, NAT64)."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast


def connect(url: SplitResult, *, private: bool, timeout: float) -> HTTPConnection:
    """An open connection to the URL's host; ``private`` allows addresses that are not public, ``timeout`` is seconds.

    Raises PageError where every address of the host is refused, OSError where none answers.
    """
    host, port = str(url.hostname), url.port or _PORTS[url.scheme]
    raw = _open(url, _addresses(host, port), port, private=private, timeout=timeout)
    connection = HTTPConnection(host, port, timeout=timeout)
    try:
        connection.sock = _secured(raw, host) if url.scheme == "https" else raw
    except BaseException:
        raw.close()
        raise
    return connection


def _secured(raw: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS over a connection; hands are shaken with the first byte sent, when the caller's deadline runs already."""
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host, do_handshake_on_connect=False)


def _addresses(host: str, port: int) -> list[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


def _open(url: SplitResult, addresses: list[Address], port: int, *, private: bool, timeout: float) -> socket.socket:
    allowed = [address for address in addresses if private or is_public(address)]
    if not allowed:
        raise PageError(url.geturl(), "its host is not on the public internet; allow private addresses if it is yours")
    failure = OSError("no address")
    deadline = time.monotonic() + timeout
    for address in allowed:
        try:
            left = max(_SHORTEST, deadline - time.monotonic())
            opened = socket.create_connection((str(address), port), timeout=left)
            opened.settimeout(timeout)
            return opened
        except OSError as error:
            failure = error
    raise failure
