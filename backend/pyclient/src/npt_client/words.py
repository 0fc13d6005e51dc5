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
# What to do where the notebook runs on a computer that is in no room, by language.
ELSEWHERE = {
    "en": {
        "colab": "NPT: this notebook runs on Google's computers, which cannot reach this room. Please "
        "download it (File, Download, .ipynb) and open it in Jupyter on your own computer. What you send "
        'here is kept: npt.mine("answers.json") puts it into a file for your teacher.',
        "hub": "NPT: this notebook runs on a hub, from where your teacher's computer can't be reached. Go "
        "on working: your answers are kept. Please ask your teacher whether it has a name that the hub "
        'knows; npt.mine("answers.json") puts your answers into a file to hand in.',
    },
    "fr": {
        "colab": "NPT : ce notebook s'ex\u00e9cute sur les ordinateurs de Google, qui ne peuvent pas joindre "
        "cette salle. T\u00e9l\u00e9chargez-le (Fichier, T\u00e9l\u00e9charger, .ipynb) et ouvrez-le dans Jupyter sur "
        'votre ordinateur. Ce que vous envoyez ici est gard\u00e9 : npt.mine("answers.json") le met dans un '
        "fichier pour votre enseignant.",
        "hub": "NPT : ce notebook s'ex\u00e9cute sur un hub, d'o\u00f9 l'ordinateur de votre enseignant ne peut pas "
        "\u00eatre joint. Continuez : vos r\u00e9ponses sont gard\u00e9es. Demandez \u00e0 votre enseignant si son "
        'ordinateur a un nom que le hub conna\u00eet ; npt.mine("answers.json") met vos r\u00e9ponses dans un '
        "fichier \u00e0 rendre.",
    },
}
REPLACED = (
    "NPT: another computer is at your teacher's address. Go on working: your answers are kept. If it is "
    "your teacher's new one, please ask for the new first cell."
)
TEACHER_BUSY = "NPT: your teacher's computer is busy (%s). Go on working: your answers are kept."
WOULD_REFUSE = (
    "NPT: your answers would not be taken: %s. Please correct the first cell and run it again."
)
ASK_NAME = "Your name, please: "
NAME_AT_TOP = "NPT waits for your name (in VS Code: the box at the top of the window)."
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
RELAY_BUTTON = "Connect to your teacher"
RELAY_TEXT = (
    "NPT: this page came by https, from where your teacher's computer cannot be asked. Press "
    '"Connect to your teacher"; until then your answers are kept.'
)
RELAY_OPEN = (
    "A window of your teacher's computer opens. Leave it open; if it shows an error, press again."
)
RELAY_BLOCKED = "The browser opened no window: please allow pop-ups for this page, and press again."
NO_RELAY = (
    "NPT: this page came by https, from where your teacher's computer cannot be asked. Your answers are "
    "kept: ask your teacher for another address of this lab, or put them into a file by "
    'npt.mine("answers.json") and hand it in at %s/.'
)
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
# What a notebook says of a request for help, by language and state.
HELP_WORDS = {
    "en": {
        "asked": HELP_ASKED,
        "place1": "NPT: you are next in the queue for help.",
        "place2": "NPT: you are second in the queue for help.",
        "place3": "NPT: you are third in the queue for help.",
        "place": "NPT: you are number %d in the queue for help.",
        "seat": 'Where do you sit? npt.help(seat="C4") says it, if you like.',
        "paused": "NPT: paused: your teacher talks with everybody now. You keep your place.",
        "answered": "NPT: your teacher sees your new answer. Still stuck? npt.help() asks again.",
        "coming": "NPT: somebody is coming.",
        "helped": "NPT: you were helped. Still stuck? npt.help() asks again.",
        "done": "NPT: your teacher has been told you are done.",
        "closed": "NPT: the session is over, and with it the queue for help.",
    },
    "fr": {
        "asked": (
            "NPT : votre enseignant verra que vous demandez de l'aide. Continuez, si vous pouvez."
        ),
        "place1": "NPT : pour l'aide, c'est bient\u00f4t votre tour.",
        "place2": "NPT : pour l'aide, vous \u00eates en deuxi\u00e8me position.",
        "place3": "NPT : pour l'aide, vous \u00eates en troisi\u00e8me position.",
        "place": "NPT : pour l'aide, vous \u00eates en position %d.",
        "seat": 'O\u00f9 \u00eates-vous ? npt.help(seat="C4") le dit, si vous voulez.',
        "paused": "NPT : pause : votre enseignant parle \u00e0 tous. Vous gardez votre place.",
        "answered": (
            "NPT : votre enseignant voit votre nouvelle r\u00e9ponse. Encore bloqu\u00e9 ? npt.help()."
        ),
        "coming": "NPT : quelqu'un arrive.",
        "helped": "NPT : vous avez \u00e9t\u00e9 aid\u00e9. Encore bloqu\u00e9 ? npt.help() redemande.",
        "done": "NPT : votre enseignant sait que vous n'avez plus besoin d'aide.",
        "closed": "NPT : la s\u00e9ance est finie, et avec elle la file d'attente.",
    },
}
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
# What npt.get() and npt.hand_in() say, by language.
FILE_WORDS = {
    "en": {
        "not_here": "NPT: this needs files, which a browser's Python has not: please use the page at %s.",
        "no_answer": "NPT: your teacher's computer can't be reached now. Please try again in a while.",
        "closed": "NPT: the session is closed or not known: ask your teacher.",
        "busy": "NPT: your teacher's computer is busy. Please try again in a moment.",
        "refused": "NPT: it was not taken: %s",
        "none": "NPT: your teacher hands out no data files in this session.",
        "unknown": "NPT: %s is not handed out in this session; there is: %s.",
        "going": "NPT: %s: %s of %s",
        "got": "NPT: %s is here now (%s).",
        "got_as": "NPT: %s is here now, as %s, since you have another file of that name (%s).",
        "same": "NPT: %s is here already, with the same content.",
        "damaged": "NPT: %s came damaged, so it was thrown away. Please run npt.get() again.",
        "cut": "NPT: %s came only in part. Please run npt.get() again: it goes on from there.",
        "unwritable": "NPT: %s cannot be written here: %s.",
        "which": "Which notebook? A number from 1 to %d: ",
        "say_which": 'NPT: which notebook is this? Please call npt.hand_in("NAME.ipynb"). There is: %s.',
        "no_file": 'NPT: no notebook of this lab is in %s. Please call npt.hand_in("NAME.ipynb").',
        "not_there": "NPT: there is no notebook %s. Is it saved, and in this folder?",
        "too_large": "NPT: your notebook has %s, and 20 MB are taken. Please clear its outputs and save it.",
        "sending": "NPT: %s is on its way: %s of %s",
        "handed_in": "NPT: %s is handed in as it was saved %s.%s",
        "receipt": " Receipt: %s.",
        "unsaved": (
            "NPT: what you changed since then is not in it: if you did, please save and run npt.hand_in() "
            "again."
        ),
        "seconds": "%d s ago",
        "minutes": "%d min ago",
        "hours": "%d h ago",
        "days": "%d days ago",
    },
    "fr": {
        "not_here": (
            "NPT : cela demande des fichiers, que le Python d'un navigateur n'a pas : prenez la page %s."
        ),
        "no_answer": (
            "NPT : l'ordinateur de votre enseignant est injoignable. R\u00e9essayez dans un moment."
        ),
        "closed": "NPT : la s\u00e9ance est ferm\u00e9e ou inconnue : demandez \u00e0 votre enseignant.",
        "busy": "NPT : l'ordinateur de votre enseignant est occup\u00e9. R\u00e9essayez dans un instant.",
        "refused": "NPT : cela n'a pas \u00e9t\u00e9 pris : %s",
        "none": "NPT : votre enseignant ne distribue aucun fichier de donn\u00e9es dans cette s\u00e9ance.",
        "unknown": "NPT : %s n'est pas distribu\u00e9 dans cette s\u00e9ance ; il y a : %s.",
        "going": "NPT : %s : %s sur %s",
        "got": "NPT : %s est l\u00e0 maintenant (%s).",
        "got_as": (
            "NPT : %s est l\u00e0 maintenant, sous le nom %s, car vous avez un autre fichier de ce nom (%s)."
        ),
        "same": "NPT : %s est d\u00e9j\u00e0 l\u00e0, avec le m\u00eame contenu.",
        "damaged": "NPT : %s est arriv\u00e9 ab\u00eem\u00e9 et a \u00e9t\u00e9 jet\u00e9. Relancez npt.get().",
        "cut": "NPT : %s n'est arriv\u00e9 qu'en partie. Relancez npt.get() : la suite viendra.",
        "unwritable": "NPT : %s ne peut pas \u00eatre \u00e9crit ici : %s.",
        "which": "Quel notebook ? Un nombre de 1 \u00e0 %d : ",
        "say_which": 'NPT : quel est ce notebook ? \u00c9crivez npt.hand_in("NOM.ipynb"). Il y a : %s.',
        "no_file": 'NPT : aucun notebook de ce TP n\'est dans %s. \u00c9crivez npt.hand_in("NOM.ipynb").',
        "not_there": (
            "NPT : il n'y a pas de notebook %s. Est-il enregistr\u00e9, et dans ce dossier ?"
        ),
        "too_large": (
            "NPT : votre notebook fait %s, et 20 Mo sont pris. Effacez ses sorties et enregistrez-le."
        ),
        "sending": "NPT : %s part : %s sur %s",
        "handed_in": "NPT : %s est rendu, tel qu'il a \u00e9t\u00e9 enregistr\u00e9 %s.%s",
        "receipt": " Re\u00e7u : %s.",
        "unsaved": (
            "NPT : ce que vous avez chang\u00e9 depuis n'y est pas : si c'est le cas, enregistrez et relancez "
            "npt.hand_in()."
        ),
        "seconds": "il y a %d s",
        "minutes": "il y a %d min",
        "hours": "il y a %d h",
        "days": "il y a %d jours",
    },
}
