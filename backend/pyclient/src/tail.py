"""Moves out of the student's namespace.

The code above has run in it. It runs once more, in a module of its own, which nothing that the
student does can reach; the namespace gets back what it had, with send and npt.
"""

import sys
import types

if "_npt_before" in globals():
    _npt_module = types.ModuleType("npt_client")
    _npt_code = sys._getframe().f_code
    # A first cell that checks what it runs, or carries it, assigns this itself, and not in this code.
    setattr(_npt_module, "_npt_served", globals()["_npt_served"])
    setattr(_npt_module, "_npt_code", _npt_code)
    exec(_npt_code, _npt_module.__dict__)
    _npt_module.install(
        globals(), globals()["_npt_before"], _npt_module, "_npt_served" in _npt_code.co_names
    )
