"""What goes wrong in the client, as one tree of exceptions. None ever leaves send or a method of npt.

    NptError
        Unsendable        the student must do something first
        Unreachable       the teacher's computer was not reached
            Replaced      another computer is at the teacher's address
        NoDigest          a value is told by nothing that could be compared
"""


class NptError(Exception):
    """The root of the tree."""


class Unsendable(NptError):
    """The student must do something first; the text says what, in one line."""


class Unreachable(NptError):
    """No address of the teacher's computer answered as NPT does; the text says which were tried."""


class Replaced(Unreachable):
    """One answered with the teacher's name and another id: a new computer, or a namesake's."""


class NoDigest(NptError):
    """A value has no form but its address in memory, or would take too long."""
