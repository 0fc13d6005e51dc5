"""The client that runs in students' notebooks, in modules that can be read alone.

bundle.py, two folders up, joins them into client.py, the one file that a notebook fetches. A module
imports from those before it in the bundler's ORDER only, so that there is no circle. What touches the
machine is in modules of its own: storage and outbox (files), clock (time), output (the notebook's
display), transport and mdns (sockets), preflight, greeting, courier and inbox (threads), browser (in
place of both).

The way of a record: send (api) -> Client -> capture -> Record -> Outbox -> Courier -> Network -> the
teacher's computer. The way of a message: Network -> Inbox -> Output. The way of the line under the
first cell: Greeting -> Preflight -> Network, and back to Output.
"""
