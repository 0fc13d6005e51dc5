"""Who of the demo's class sends what, and when: 30 invented students in a lab of ten minutes.

The same at each run: it is recorded with the answers. Times are in seconds since the lab began.
"""

import random
from typing import Any, Dict, List

SECONDS = 600
NAMES = (
    "محمد العلوي, Kwame Mensah, Lukas Müller, Oleksandra Kovalenko, Zoë Papadaki, Siobhan O’Connor, Thierno Diallo, "
    "Malik N’Diaye, Fatima Zahra El Idrissi, Sofía Hernández, Chloé Dubois, Hannah Goldberg, Björn Ásgeirsson, "
    "Jean-Baptiste Lefebvre de La Villardière, Tomás Oliveira, Inès Ferreira, Aoife Ní Bhriain, 박지우, 王梓涵, "
    "Priya Raghunathan, 田中 由紀, Mehmet Yılmaz, Nguyễn Minh Anh, Camille + Léo, Noah Lindqvist, Omar Haddad, "
    "Ewa Wiśniewska, Diego Ramírez, Amélie Rousseau, Alice"
).split(", ")
# How long a question takes at the pace of the class.
WORK = {"1": 20, "2": 45, "2b": 35, "3": 80, "4": 35, "5": 45, "6": 55, "7": 70, "8": 60, "9": 20}
WORK.update({"10": 35, "11": 40})

STUCK = 3  # sends one wrong answer again and again
SILENT = 7  # sends nothing any more after the first question
WAITING = 10  # asks for help and waits
CURIOUS = 16  # asks for help and goes on
ABSENT = 21  # never starts
PAIR = (12, 13)  # send the same mistake and leave it


def plan(answers: List[Dict[str, Any]]) -> Dict[str, Any]:
    """Return the students and, in order of time, what they send: an answer by its key, or a call for help."""
    sends: List[Dict[str, Any]] = []
    for student in range(len(NAMES)):
        chance = random.Random(1000 + student)
        sends += [{"student": student, **sent} for sent in work_of(student, answers, chance)]
    sends.sort(key=lambda sent: (sent["at"], sent["student"]))
    return {"seconds": SECONDS, "students": NAMES, "sends": sends}


def work_of(
    student: int, answers: List[Dict[str, Any]], chance: random.Random
) -> List[Dict[str, Any]]:
    """Return what one student sends in the time of the lab."""
    if student == ABSENT:
        return []
    pace, at = chance.uniform(0.75, 1.45), chance.uniform(2, 30)
    sends: List[Dict[str, Any]] = []
    for label, seconds in WORK.items():
        at += pace * seconds * chance.uniform(0.7, 1.3)
        choices = [answer for answer in answers if answer["question"] == label]
        chosen = chance.choices(choices, [answer["weight"] for answer in choices])[0]
        if label == "3" and student == STUCK:
            return sends + [{"at": round(at + 35 * i), "answer": "3.not_scaled"} for i in range(6)]
        if label == "3" and student == WAITING:
            asked = "My loop never ends: the centres jump between two places."
            return sends + [{"at": round(at), "help": asked}]
        if label == "7" and student == CURIOUS:
            sends.append(
                {
                    "at": round(at),
                    "help": "What is the silhouette of a day that is alone in its cluster?",
                }
            )
        if label == "4" and student in PAIR:
            chosen = next(answer for answer in choices if answer["key"] == "4.not_squared")
        sends.append({"at": round(at), "answer": chosen["key"]})
        if student == SILENT:
            break
        if chosen["right"] is False and label != "4" and chance.random() < 0.5:
            at += chance.uniform(10, 30)
            sends.append({"at": round(at), "answer": label + ".right"})
    return [sent for sent in sends if sent["at"] <= SECONDS]
