"""Sends what four students wrote as distance(a, b), with what it gives for the same inputs."""

AT = [(2, 5), ([1, 2], [3, 4]), (0, "x")]


def teacher():
    import numpy as np

    def distance(a, b):
        return float(np.linalg.norm(np.subtract(a, b)))

    send(distance, 3, at=AT)  # noqa: F821


def ada():
    def distance(p, q):
        try:
            return sum((x - y) ** 2 for x, y in zip(p, q)) ** 0.5
        except TypeError:
            return float(abs(p - q))

    send(distance, 3, at=AT)  # noqa: F821


def bob():
    def distance(a, b):
        while True:
            pass

    send(distance, 3, at=AT, seconds=0.2)  # noqa: F821


def eve():
    def distance(a, b):
        return a - b

    send(distance, 3, at=AT)  # noqa: F821


for name, sends in (("prof", teacher), ("Ada", ada), ("Bob", bob), ("Eve", eve)):
    npt_config["sender_name"] = name  # noqa: F821
    sends()
