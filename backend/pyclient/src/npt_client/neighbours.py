"""Tries the neighbours in the network one by one, where multicast DNS is blocked.

Promises to try private networks only, at most 256 addresses of each, slowly and in random order, so
that a class that does so at the same time is no burden.
"""

import ipaddress
import re
import selectors
import socket
import struct
import sys
import time
import urllib.parse
from typing import Any, Iterator, List, Sequence, Tuple

from .clock import own_random
from .limits import DEFAULT_PORT, MAX_NETWORKS, PROBE_AT_MOST_SECONDS, PROBE_AT_ONCE, PROBE_SECONDS
from .transport import is_connected, start_connecting
from .wire import Target, who_is_there

PRIVATE_NETWORKS = [
    ipaddress.IPv4Network(private)
    for private in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
]
NO_CLASSROOM = "lo|docker|br-|veth|virbr|vmnet|vbox|lxc|tun|tap|utun|wg|ppp|tailscale|zt|awdl|llw"


def ports_of(servers: Sequence[str]) -> List[int]:
    """Returns the ports at which the app may be: at most 2 of the given servers."""
    ports = [urllib.parse.urlsplit(server).port or DEFAULT_PORT for server in servers]
    return list(dict.fromkeys(ports))[:2] or [DEFAULT_PORT]


def probe(networks: Sequence[Any], ports: Sequence[int], target: Target) -> str:
    """Tries the neighbours, PROBE_AT_ONCE at a time and for PROBE_AT_MOST_SECONDS. Returns the
    target's server; '' if it is not found.
    """
    endpoints = [(str(host), port) for net in networks for host in net.hosts() for port in ports]
    own_random.shuffle(endpoints)
    deadline = time.monotonic() + PROBE_AT_MOST_SECONDS
    for first in range(0, len(endpoints), PROBE_AT_ONCE):
        if time.monotonic() >= deadline:
            break
        found = try_neighbours(endpoints[first : first + PROBE_AT_ONCE], target)
        if found:
            return found
    return ""


def try_neighbours(endpoints: Sequence[Tuple[str, int]], target: Target) -> str:
    """Tries some for PROBE_SECONDS. Returns the target's server; '' if it is not found."""
    deadline = time.monotonic() + PROBE_SECONDS
    with selectors.DefaultSelector() as selector:
        try:
            for endpoint in endpoints:
                server = "http://%s:%d" % endpoint
                start_connecting(
                    selector, server, (socket.AF_INET, socket.SOCK_STREAM, 0, "", endpoint)
                )
            while selector.get_map() and time.monotonic() < deadline:
                for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
                    candidate: Any = selector.unregister(key.fileobj).fileobj
                    if not is_connected(candidate):
                        continue
                    with candidate:
                        left = deadline - time.monotonic()
                        if target.accepts(who_is_there(candidate, max(left, 0.05)), given=False):
                            return str(key.data)
            time.sleep(max(0.0, deadline - time.monotonic()))
            return ""
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def own_networks() -> List[Any]:
    """Returns the private networks of this computer, at most MAX_NETWORKS; of a large one, the 256
    addresses around its own.
    """
    found = []
    for address, mask in own_addresses():
        try:
            network = ipaddress.IPv4Network("%s/%s" % (address, mask), strict=False)
        except ValueError:
            continue
        if network.prefixlen < 24:
            network = ipaddress.IPv4Network(address + "/24", strict=False)
        if any(network.subnet_of(private) for private in PRIVATE_NETWORKS):
            found.append(network)
    return list(dict.fromkeys(found))[:MAX_NETWORKS]


def own_addresses() -> Iterator[Tuple[str, str]]:
    """Yields this computer's IPv4 addresses and masks, except of interfaces that lead to no
    classroom.
    """
    try:
        import fcntl
    except ImportError:  # Windows, where the mask is not known
        for own in socket.gethostbyname_ex(socket.gethostname())[2]:
            yield own, "255.255.255.0"
        return
    get_address, get_mask = (
        (0xC0206921, 0xC0206925) if sys.platform == "darwin" else (0x8915, 0x891B)
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            if re.match(NO_CLASSROOM, name):
                continue
            request = struct.pack("256s", name.encode("utf-8")[:15])  # a struct ifreq
            try:
                address = fcntl.ioctl(asking.fileno(), get_address, request)[20:24]
                mask = fcntl.ioctl(asking.fileno(), get_mask, request)[20:24]
            except OSError:  # it has none
                continue
            yield socket.inet_ntoa(address), socket.inet_ntoa(mask)
