"""What stands for send and npt in a pickle, so that functions that use them can go to another process.

joblib, loky, dill and cloudpickle pickle a function with what it uses, for a process that has no client.
So the pickle carries the client, compressed, and what npt_config says; where the client is there already,
as after a fork, that one is used.

Promises that a pickle can be read wherever there is Python: where the client cannot run, as in another
version of Python, what arrives does nothing.
"""

import marshal
import sys
import zlib
from typing import Any, Dict, Tuple

# Runs in the other process, before anything of the client is there, in a dict with what ships gives.
LOADER = """\
class Nothing:
    def __init__(self, shipment):
        self._shipment = shipment
    def __call__(self, *given, **named):
        return None
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self
    def __reduce__(self):
        return eval, self._shipment

def load():
    import sys
    module = sys.modules.get("npt_client")
    if module is None:
        import marshal, types, zlib
        if shipped["python"] != sys.version:
            raise ImportError("another Python made this")
        module = types.ModuleType("npt_client")
        module._npt_code = marshal.loads(zlib.decompress(shipped["code"]))
        exec(module._npt_code, module.__dict__)
        sys.modules["npt_client"] = module
    module.arrive(shipped["served"], shipped["student"])
    return getattr(module, shipped["name"])

try:
    arrived = load()
except Exception:
    arrived = Nothing(("exec(loader) or arrived", {"loader": loader, "shipped": shipped}))
"""
_packed = {}  # type: Dict[int, bytes]


def shipment(
    name: str, code: Any, served: Dict[str, Any], student: Dict[str, Any]
) -> Tuple[Any, ...]:
    """Returns for __reduce__ what makes send or npt, whichever is named, in another process.

    code is that of the whole client, or None if it did not come as one; student, what of a notebook's
    namespace the client needs.
    """
    if id(code) not in _packed:
        _packed[id(code)] = zlib.compress(marshal.dumps(code))
    shipped = {
        "name": name,
        "python": sys.version,
        "code": _packed[id(code)],
        "served": served,
        "student": student,
    }
    return eval, ("exec(loader) or arrived", {"loader": LOADER, "shipped": shipped})
