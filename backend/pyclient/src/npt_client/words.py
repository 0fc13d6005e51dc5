"""The sentences that a student may read. Each says what happened, and what to do if anything."""

BLANK_FIGURE = (
    "NPT: your figure was sent, but it is blank. Please draw on it first, then send it once more."
)
NO_FIGURE = (
    "NPT: nothing was sent, because no figure with a plot is open; what you sent earlier stays. A "
    "notebook closes figures at the end of their cell: please put send(plt, 3) there, or send the "
    "figure itself, like send(fig, 3)."
)
FIRST_FIGURES = "NPT: the first %d of your %d figures were sent."
TOO_MUCH_TO_DRAW = (
    "NPT: your figure has too much on it to be sent as a picture; only its title was sent. Please "
    "draw fewer points, bars or names on it, then send it once more."
)
NONE_SENT = (
    "NPT: None was sent. Functions such as plt.show(), print(x) and lst.sort() return None: send what "
    "you want to show, like send(plt, 3) or send(lst, 3)."
)
HANDLE_SENT = (
    "NPT: you sent what display(..., display_id=True) returns, which holds nothing of what it shows: "
    "send the figure or table itself, like send(plt, 3) or send(df, 3)."
)
NO_CONFIG = "NPT: npt_config is missing. Please run the notebook's first cell, then this one again."
NO_SESSION = "NPT: npt_config['%s'] is missing. Your teacher knows what it should be."
NO_NAME = "NPT: who are you? Please set npt_config['sender_name'] = 'your name', then try again."
NO_ADDRESS = "NPT: the teacher's address is missing. Please run the notebook's first cell again."
NO_QUESTION = "NPT: which question is this? Please call send(answer, number), like send(x, 3)."
LONG_LABEL = (
    "NPT: the question must be a number or a short label, like send(x, 3); this one has %d "
    "characters. The answer comes first, then the question."
)
REFUSED = (
    "NPT: your answer to question %s was not taken: %s. Please change it and send it again, or ask your "
    "teacher."
)
KEPT_AS_ATTEMPT = (
    "NPT: your answer to question %s counts as an attempt: your teacher sees the one that you sent "
    "later%s, perhaps from another notebook. If that is wrong, please send again."
)
HELP_ASKED = "NPT: your teacher will see that you need help. Go on meanwhile, if you can."
HELP_REFUSED = "NPT: your request for help was not taken: %s. Please raise your hand."
PARKED = "NPT: %s. Your answers are kept for a day and go out by themselves when that changes."
WAITING = (
    "NPT: %s, because your teacher's computer %s. Go on working: it is kept and goes out by itself."
)
WAITING_REPLACED = (
    "NPT: %s, because another computer is at your teacher's address now. If it is your teacher's "
    "new one, please run the notebook's first cell again: what waits then goes there."
)
CONNECTED = "Connected as %s to %s"
CONNECTING = (
    "NPT: looking for your teacher's computer. Go on working: your answers are kept meanwhile."
)
NOT_CONNECTED = (
    "NPT: your teacher's computer can't be reached. Go on working: your answers are kept and go out by "
    "themselves once it is."
)
REPLACED = (
    "NPT: another computer is at your teacher's address. Go on working: your answers are kept. If it is "
    "your teacher's new one, please ask for the new first cell."
)
TEACHER_BUSY = "NPT: your teacher's computer is busy (%s). Go on working: your answers are kept."
WOULD_REFUSE = (
    "NPT: your answers would not be taken: %s. Please correct the first cell and run it again."
)
ASK_NAME = "Your name, please: "
ALL_ARRIVED = "NPT: all your answers have now arrived."
STILL_WAITING = "Waiting: the answer is kept and will be sent"
LOOKING = "NPT: looking for your teacher's computer..."
FOUND = "NPT: found it at %s."
ASK_ADDRESS = "Address on the board: "
NO_SUCH_ADDRESS = "NPT: that is not an address. It looks like 192.168.1.20, or 192.168.1.20:6780."
NOBODY_THERE = "NPT: nobody answers at %s. Is it what the board says, and are you on that network?"
ANOTHER_TEACHER = "NPT: %s is another teacher's computer. Please look at the board again."
OFFLINE = (
    "NPT: go on without it. Your answers are kept, and sent once your teacher's computer is found."
)
FAILED = "NPT: this did not work (%s). Please try again; npt.status() says what was sent."
NO_OBJECTION = "it is ready"  # of an earlier version of the app, which only says what is wrong
NO_TEST = (
    "NPT: it does not work yet: %s. Your answers are kept and go out by themselves once it does."
)
BAD_TEST = "NPT: it does not work yet. %s answered in %d ms: %s\n%s"
GOOD_TEST = "NPT: it works. %s answered in %d ms: %s"
NO_MESSAGES = "NPT: no message has come to this notebook yet."
MESSAGES_UNKNOWN = (
    "NPT: your teacher's computer can't be reached, and no message has come to this notebook. Please try "
    "again in a while."
)
TAKE_HINT = "npt.take() puts this code into a new cell."
MINE_EMPTY = "NPT: you have no answers in this session yet."
MINE_WRITTEN = "NPT: %d of your answers are in %s now, %d with a receipt."
MINE_NOT_WRITTEN = "NPT: %s was not written: %s. Please choose another name or folder."
MINE_OTHER_FILE = (
    "NPT: %s is a file that NPT did not write, so it was left alone. Please choose another name."
)
AT_NEEDS_FUNCTION = (
    "NPT: at= is for a function, like send(distance, 3, at=[(2, 3), (0, 0)]); the answer was sent "
    "without it."
)
AT_IS_NO_LIST = (
    "NPT: at= needs a list of inputs, like send(distance, 3, at=[(2, 3), (0, 0)]); the answer was sent "
    "without it."
)
AT_NOT_HERE = (
    "NPT: functions cannot be called in a browser's Python; the answer was sent without at=."
)
AT_TOO_MANY = "NPT: at= takes %d inputs at most; the answer was sent without them."
SECONDS_ARE_NO_NUMBER = (
    "NPT: seconds= takes a number up to %d; the answer was sent without what the "
    "function returns."
)
# What npt.take() says, by language: where the code is, or that there is none.
TAKES = {
    "en": {
        "cell": "NPT: your teacher's code is in the new cell below: please read it, then run it. "
        "Is there none? npt.messages() shows the code.",
        "prompt": "NPT: your teacher's code is at the next prompt: please read it, then press Enter.",
        "printed": "NPT: your teacher's code, to copy:\n%s",
        "none": "NPT: no message with code has come to this notebook yet.",
    },
    "fr": {
        "cell": "NPT : le code de votre enseignant est dans la nouvelle cellule ci-dessous : lisez-le, "
        "puis ex\u00e9cutez-le. Il n'y en a pas ? npt.messages() affiche le code.",
        "prompt": "NPT : le code de votre enseignant est \u00e0 la prochaine invite : lisez-le, puis "
        "appuyez sur Entr\u00e9e.",
        "printed": "NPT : le code de votre enseignant, \u00e0 copier :\n%s",
        "none": "NPT : aucun message avec du code n'est encore arriv\u00e9 dans ce notebook.",
    },
}
# What a notebook says of an answer below the cell that sent it, by language.
TELLINGS = {
    "en": {
        "question": "Question %s",
        "received": "received",
        "received_at": "received %s",
        "right": "right",
        "wrong": "not yet",
        "withdrawn": "your teacher took this back",
        "taken_back": "taken back",
    },
    "fr": {
        "question": "Question %s",
        "received": "r\u00e9ponse re\u00e7ue",
        "received_at": "r\u00e9ponse re\u00e7ue \u00e0 %s",
        "right": "juste",
        "wrong": "pas encore",
        "withdrawn": "votre enseignant a retir\u00e9 cet avis",
        "taken_back": "avis retir\u00e9",
    },
}
