"""Send values for which JSON has no form, as three students: python_values.py < first cell."""

import sys

import numpy as np

VALUES = {
    "keys": {2: 0.7103999999999999, "2": (1098, 2)},
    "tuple": (1098, 2),
    "one": (1,),
    "sets": [{3, 1}, set(), frozenset((2,))],
    "texts": [b"ab", "b'ab'", 1 + 2j, None, True],
    "floats": [1.0, -0.0, float("nan"), float("inf"), -1e300],
    "array": {"w": np.array([0.5, 2.0])},
    "number": np.float64(59310.5),
    "array of one": np.array([42]),
    "large": {"weights": [0.123456789, 12.5, float("nan")], "names": [("a", n) for n in range(12)]},
}


def main() -> None:
    namespace = {}
    exec(sys.stdin.read(), namespace)
    for student in ("Ada", "Bo", "Chloe"):
        namespace["npt_config"].update(sender_name=student, sender_uuid=student)
        for question, value in VALUES.items():
            namespace["send"](value, question)


if __name__ == "__main__":
    main()
