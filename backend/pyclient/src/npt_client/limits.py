"""How large things may be and how long they may take, in one table.

The docstring of a function names the bounds that it keeps to.
"""

# How large a record may be. The server takes up to 8 MB; a classroom's Wi-Fi needs less.
MAX_TEXT = 200_000  # characters of a str, code or latex record
MAX_JSON = 200_000  # bytes of JSON of an array that is sent whole
MAX_NODES = 20_000  # values in a nested list or dict
NODE_CHARACTERS = 20  # of text count as one more value
MAX_NESTED_TEXT = 10_000  # characters of one text in a list, dict or table
MAX_RANGE = 1_000_000  # numbers of a range that goes as a list
MAX_DEPTH = 20  # levels of a nested list or dict
MAX_ELEMENTS = 2_000  # elements of an array that is sent whole
MAX_EXACT_STATS = 16_000_000  # elements of an array whose statistics are taken from all of it
MAX_DIGITS = 10_000  # of a whole number
CORNER = 6  # of a large array, along each dimension: the first 3 and the last 3
TABLE_ROWS = 60  # of a large table: the first 30 and the last 30
TABLE_COLUMNS = 50
MAX_TABLE_NODES = 100_000
MAX_CELLS = 1_000  # texts that were typed, in which the source of a function is looked for
MAX_FILE = 2_000_000  # bytes of the file of a picture that goes as it is
MAX_PIXELS = 1_600  # of the longer side of a picture
MAX_SOURCE = 25_000_000  # pixels of a picture that are looked at to make it smaller
ENOUGH_PNG = 150_000  # bytes; what would be a larger PNG goes as JPEG if that is smaller
MAX_DRAWN = 30_000_000  # points of a figure, 10 s or so; for what else is on it see drawing.py
MAX_INCHES = 60.0  # of the longer side of a figure that is drawn at its own size
MAX_MARGIN = 400  # pixels around a figure in which its texts and legends may stand
MAX_FIGURES = 12  # in one picture
MAX_LOOKED_AT = 500  # values in a list or dict in which figures are looked for
CHART_ROWS = 20  # of each data set of an altair chart
MAX_CELL = 200  # characters of a cell that is neither number nor text
MAX_PLOTTED = 16_000  # bytes of the summary of a plot
MAX_ANSWER = 4_000_000  # bytes that are read of a server's answer
MAX_WHO = 8_000  # bytes that are read of its answer to GET /who
MAX_HELP = 500  # characters of a request for help
MAX_SEAT = 20  # characters of where a student sits, as the server has it
MAX_PLACE = 10_000  # in the queue
MAX_PRINTED = 10_000  # characters of one line or message that is printed
MAX_SAID = 300  # characters of what a server says of a record
MAX_MESSAGE_TITLE = 100  # characters of a teacher's message, as the server has them
MAX_MESSAGE_TEXT = 2_000
MAX_MESSAGE_CODE = 5_000
MAX_HINT_TEXT = 500  # characters of a hint, as the server has them
MAX_HINT_CODE = 2_000
MAX_RECORD_ID = 64
MAX_TOLD = 500  # answers of which one reply tells, as the server has it
MAX_SHOWN_AT = 5  # under how many cells one message can be marked as taken back
MAX_RECEIVED = 100  # messages of this kernel that can be shown again
MAX_LABEL = 20  # characters of a question's label, as the server has it
MAX_VERSION = 16  # characters of the version of a notebook, as the server has it
MAX_MDNS_FACTS = 200  # facts that are read from the answers to one question by multicast DNS
AT_ONCE = 6  # records that a browser sends at the same time
MAX_KNOWN_SERVERS = 20  # teachers' computers that are remembered
MAX_SEEN = 2_000  # messages that are remembered when the kernel restarts, and as many again
MAX_SEEN_BYTES = 2_000_000
MAX_NAME = 100  # characters of a name, as the server has it
SAFE_INTEGER = 2**53  # JavaScript, and so the teacher's window, rounds larger ones

# How much of a value is read at a time, and how far its digest goes.
BLOCK = 65_536  # values; part of how a digest is defined
DIGEST_SECONDS = 1.0  # of CPU
MAX_DIGESTED = 1_000_000_000  # bytes of an array
MAX_SORTED = 1_000_000  # keys of a dict, members of a set
MAX_LISTED = 20_000_000  # elements of a list
MAX_STORED = 10_000_000  # elements that a sparse array stores
MAX_DIGEST_DEPTH = 100  # levels of nested lists and dicts

# Where the teacher's computer is looked for.
DEFAULT_PORT = 6780
MAX_NETWORKS = 2
PROBE_AT_ONCE = 24  # neighbours
ASK_ADDRESS_TIMES = 10  # of a student at most: a program may answer
ASK_NAME_TIMES = 3

# How long things take, in seconds.
STAGGER = 0.25  # between the first tries of two addresses
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 10.0
SLOW_NETWORK = 100_000.0  # bytes a second
DIRECT_SECONDS = 2.0  # where there are no threads, a cell waits for the network
IDLE_CONNECTION_SECONDS = 10.0  # a connection idle for longer is not used again
MDNS_SECONDS = 0.7  # to wait for the answer about a name by multicast DNS
BROWSE_SECONDS = 2.0  # to wait for the computers that announce themselves
ALIVE_CHECK_SECONDS = 1.5  # to wait for an answer before the client checks who is still there
PROVEN_SECONDS = 300.0  # for which a browser takes it as known who is at an address
MIRROR_SECONDS = 2.0  # to read what earlier kernels of a browser left
WHO_SECONDS = 2.0  # to wait for the answer to GET /who, connecting included
KEEPALIVE = (10, 3, 3)  # idle seconds before the first probe, seconds between probes, probes
UNACKED_SECONDS = 4  # a connection breaks if sent data is not confirmed for so long
PROBE_SECONDS = 0.6  # to try PROBE_AT_ONCE neighbours
PROBE_AT_MOST_SECONDS = 20.0  # to try all neighbours
PROBE_EVERY_SECONDS = 120.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 15.0
LONGEST_RETRY_AFTER = 600.0
FIRST_SLOW_PAUSE = 5.0  # for a session that is not open
LONGEST_SLOW_PAUSE = 60.0
KEEP_PARKED_SECONDS = 24 * 3600.0  # these two are counted in one process, not by the calendar
KEEP_SECONDS = 30 * 24 * 3600.0
LOOK_EVERY_SECONDS = 1.0  # between two looks for records that another process left
ADOPT_AFTER_SECONDS = 120.0  # a record that another process, which may be alive, has not delivered
EXIT_SECONDS = 3.0
LOG_SECONDS = 1.0
RESPONSE_SECONDS = 2.0  # for what send returned to say what became of the record
PICTURE_SECONDS = 5.0  # for plotly and altair to draw a picture
TEST_SECONDS = 6.0
PREFLIGHT_SECONDS = 1.0  # for an older app to object to a session: it does not say that all is well
GREETING_AT_ONCE_SECONDS = 0.2  # that the first cell waits, so that what it says is saved with it
GREETING_SECONDS = 0.9  # after which it says what is known
GREETING_AT_MOST_SECONDS = 20.0  # after which it is not corrected any more
MESSAGES_SECONDS = 2.0
TELL_SECONDS = 5.0  # to say what code was taken; if that fails, the next request says it
MAX_TAKEN = 20  # of how many messages one request says so, as the server has it
OTHER_KERNEL_SECONDS = 1.0  # in which another kernel shows what is told of its answers
QUIET_SECONDS = 60.0  # between two lines that say that records are waiting
LONG_POLL_SECONDS = 70.0
UNREADY_PAUSE = 0.25  # until npt_config is looked at again that is not filled in yet
TOLD_PAUSE = 0.05  # before the next long poll, after one that told something of answers

# What may wait in the outbox.
MAX_WAITING = 1_000
MAX_WAITING_BYTES = 64_000_000
MAX_ATTEMPTS = 10_000  # that one record stands for, as the server has it
MAX_CALLS = 20  # of a function that is sent with inputs
MAX_CALL_SECONDS = 5.0
CALL_SECONDS = 1.0  # for all of them, unless send was told otherwise
END_AGAIN_SECONDS = 0.05  # until code that catches its end is ended again
MAX_CALL_DATA = 2_000  # characters of what one gives
MAX_CALL_MESSAGE = 200
MAX_INPUT = 200  # characters of its arguments
MAX_INPUT_ELEMENTS = 10_000  # values of the arrays of one input that the teacher wrote
MAX_TRIED = 500  # functions that are called again when the teacher's inputs change
MAX_GENERATED = 20  # values of a generator
MAX_KEPT = 1_000  # answers that arrived
MAX_KEPT_BYTES = 64_000_000
MAX_RECEIPTS = 5  # of the last answers in npt.status()
MAX_SHOWN_ANSWER = 40  # characters of an answer in npt.mine()
MAX_REPLACED = 32  # records of which one says that it replaces them, as the server has it

# Files that are fetched and handed in.
MAX_HANDED_IN = 20 * 2**20  # bytes of a notebook, as the server has it
MAX_READ_TO_FIT = 2_000_000  # bytes of a notebook in which the lab is looked for
MAX_LOOKED_THROUGH = 200  # notebooks of a folder
MAX_FILE_NAME = 150  # characters
FILE_PIECE = 65_536  # bytes that are read and written at a time
FILE_SECONDS = 30.0  # that a file may stand still on its way
FILE_TRIES = 5  # how often a file that was cut off is gone on with, or handed in anew
PROGRESS_SECONDS = 0.5  # between two lines that say how far a file is
UNSAVED_SECONDS = 30  # from which on a notebook may have changes that are not saved
