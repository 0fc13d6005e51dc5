"""Lists what leaves this computer: a line for each packet, its protocol, the port it comes from, and where it goes.

Loopback and what is no IP (ARP) are left out.
"""

import ipaddress
import socket

ALL = 0x0003
OUTGOING = 4
PROTOCOLS = {1: "icmp", 2: "igmp", 6: "tcp", 17: "udp", 58: "icmp6"}

wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ALL))  # type: ignore[attr-defined]
wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
print("listening", flush=True)
while True:
    packet, (device, ethertype, kind, *_) = wire.recvfrom(2048)
    if kind != OUTGOING or device == "lo":
        continue
    if ethertype == 0x0800:
        protocol, start = packet[9], 4 * (packet[0] & 15)
        to = ipaddress.ip_address(packet[16:20])
    elif ethertype == 0x86DD:
        protocol, start = packet[6], 40
        to = ipaddress.ip_address(packet[24:40])
        if protocol == 0:  # hop by hop, as reports of groups have it
            protocol, start = packet[40], 48 + 8 * packet[41]
    else:
        continue
    ports = packet[start : start + 4] if protocol in (6, 17) else bytes(4)
    port, target = int.from_bytes(ports[:2], "big"), int.from_bytes(ports[2:], "big")
    print(PROTOCOLS.get(protocol, protocol), port, to, target, flush=True)
