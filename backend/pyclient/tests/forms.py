"""The client in its two forms: client.py, which is served, and the modules that it is made from."""

import importlib
import sys
import types
from typing import TYPE_CHECKING, Any, Dict, List

import bundle

__all__ = ["choose", "npt_client"]


def package() -> List[types.ModuleType]:
    """Returns the modules of the package, which it takes out of sys.modules: in a notebook, and so in
    a test of one, the client itself has this name there.
    """
    modules = [importlib.import_module("npt_client." + name) for name in bundle.ORDER]
    for name in [name for name in sys.modules if name.partition(".")[0] == "npt_client"]:
        del sys.modules[name]
    return modules


FORMS: Dict[str, List[types.ModuleType]] = {
    "client.py": [importlib.import_module("client")],
    "package": package(),
}


_chosen = list(FORMS["client.py"])


def choose(form: str) -> None:
    """Has npt_client stand for a form from now on."""
    _chosen[:] = FORMS[form]


class Form:
    """Stands for the chosen form, as if it were one module: a name that is set is set in all modules
    that have it.
    """

    def __getattr__(self, name: str) -> Any:
        for module in _chosen:
            if name in vars(module):
                return vars(module)[name]
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:
        for module in _chosen:
            if name in vars(module):
                setattr(module, name, value)


if TYPE_CHECKING:
    import client as npt_client
else:
    npt_client = Form()
