"""The Notebook Progress Tracker's client: the Python behind send(answer, question) and npt.

Where it comes from: your notebook's first cell fetched it from your teacher's computer, which runs
the app, and exec'd it; or the cell carries it. The line before it assigns `_npt_served`, a dict with
the addresses of that computer. What is fetched leaves comments out, to be light; this file, with all
of them and the same lines, is at /client.py of that computer. It is made: the app's source code has
its modules, with their tests, in backend/pyclient/src/npt_client, and joins them by
backend/pyclient/bundle.py. Please change them there.

What it promises to a student:

    it never raises      whatever goes wrong becomes one line of text at most
    it never blocks      send returns at once; one background thread does the rest
    it loses nothing     an answer is written to a file first, and sent until it has arrived

What a notebook calls:

    send(value, 3)   hands the value in as the answer to question 3. It returns None, and prints
                     nothing; only with npt_config['log'] does it wait up to a second for the
                     teacher's computer, to print its reply. In a notebook that fetched and exec'd
                     this file, as those of the original tracker do, it returns what that returned:
                     an object with status_code and text, which a cell does not show.
    npt.status()     prints who sends where, what was sent and what waits for this session
    npt.test()       asks whether an answer would arrive now, and prints what the teacher's computer
                     says; it sends none
    npt.help("...")  asks the teacher for help
    npt.messages()   shows the teacher's messages again
    npt.take()       puts the code of the newest one into a new cell, and never runs it
    npt.join()       looks for the teacher's computer, and asks for its address if it is not found;
                     the last line of a first cell that carries this file

After a notebook's first cell it says in one line that it is connected, or what is wrong, and asks for
the name where that is empty.

`npt_config`, in the notebook, is read at every call: session_name, session_owner, sender_name,
part_name ('default'), log (False), probe (True) and sender_uuid (made here, at random). Old notebooks
may put server_url and sender_uuid in `_npt_config`. Nothing else in the notebook is read, and
nothing changed but an empty sender_name; where the notebook fetched and exec'd this file, it gets the
modules that the original left there.
send and npt work in other processes too: after a fork, and where joblib, loky or dill bring them.

It needs Python 3.8 or later and the standard library only.
"""

if __import__("sys").version_info < (3, 8):
    # An older Python stops here, and Python 2, which cannot read the next line, shows it.
    raise ImportError(
        f"NPT needs Python 3.8 or newer; this is {__import__('sys').version.split()[0]}"
    )
