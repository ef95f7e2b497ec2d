"""Which addresses of the internet may be fetched.

A name is resolved once, each of its addresses is checked, and the connection goes to an address
that was checked, so that no second answer of a name server leads elsewhere.
"""

import ipaddress
import socket
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from narrate.errors import SourceError
from narrate.source.page import shown

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
# IANA hands out unicast addresses of the internet in this block only. Every other form (local,
# IPv4-compatible, ::ffff:0:a.b.c.d, 64:ff9b:1::/48, 5f00::/16) leads into some private network.
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_DOCUMENTATION = ipaddress.IPv6Network("3fff::/20")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214: before the IPv4 address in the lower half
_UPPER = (0, 0xFFFF_0000)  # of ::a.b.c.d and ::ffff:0:a.b.c.d
_IPV4_BITS = 0xFFFF_FFFF
_SPECIAL = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
# Where clouds tell a machine its own keys; no article stands there.
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        (
            *("169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16"),
            *("100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23"),
        ),
    )
)


class Place(NamedTuple):
    """A host and a port."""

    host: str
    port: int


def place(url: str) -> Place:
    """Return where an address leads; raises SourceError where it is no address of the web."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SourceError(
            f"{shown(url)} is no address on the web: narrate fetches http and https only."
        )
    host = parts.hostname
    if not host.isascii():
        host = host.encode("idna").decode()
    return Place(host, parts.port or _PORTS[parts.scheme])


def resolved(to: Place, url: str, *, opened: Collection[Place]) -> Address:
    """Return an address of a host, checked.

    ``opened`` are the places of a private network that the user named and allowed. Raises
    SourceError, with ``url``, where any address of the host is not public and not allowed.
    """
    try:
        answers = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(
            f"{shown(url)} cannot be fetched: no address is known for {shown(to.host)} ({why}). "
            "Check the name."
        ) from error
    addresses = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
    for address in addresses:
        if not _METADATA.isdisjoint(_embedded(address)):
            raise SourceError(
                f"{shown(url)} leads to {address}, an address of a private network where a cloud "
                "keeps the keys of a machine, and is never fetched. Name another page."
            )
        if not is_public(address) and not _is_open(to, opened):
            raise SourceError(
                f"{shown(url)} leads to {address}, an address of a private network, and is not "
                "fetched. If it is your own site, name its address yourself and add --private."
            )
    return addresses[0]


def is_public(address: Address) -> bool:
    """Tell whether an address, and every one embedded in it, is on the public internet.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("93.184.216.34", "2606:2800:220:1::1")]
    [True, True]
    >>> hidden = "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.0.8"
    >>> any(is_public(ipaddress.ip_address(address)) for address in hidden)
    False
    """
    outer, *inner = _embedded(address)
    if isinstance(outer, ipaddress.IPv4Address):
        special = any(outer in network for network in _SPECIAL) or outer in _METADATA
        return outer.is_global and not outer.is_multicast and not special
    if not all(map(is_public, inner)):
        return False
    if outer.ipv4_mapped is not None or outer in _NAT64 or outer.sixtofour is not None:
        return True
    return outer in _UNICAST and outer.is_global and outer not in _DOCUMENTATION


def _is_open(to: Place, opened: Collection[Place]) -> bool:
    """Tell whether a user opened a place: the host at that port, or its usual ports with it."""
    usual = to.port in _PORTS.values() and any(to.host == host for host, _ in opened)
    return to in opened or usual


def _embedded(address: Address) -> list[Address]:
    """Return an address and the IPv4 addresses inside it."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    number = int(address)
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or number >> 32 in _UPPER or (number >> 32) & _IPV4_BITS in _ISATAP:
        inner.append(ipaddress.IPv4Address(number & _IPV4_BITS))
    return [address, *(ipv4 for ipv4 in inner if ipv4 is not None)]
