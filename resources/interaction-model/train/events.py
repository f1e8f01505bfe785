"""What of a session is decided where: openings, pauses, what is said over Beside's voice; and each one's scores."""

from dataclasses import dataclass, field

import numpy as np

from layout import ACTS, OWN_SPEAKS, SILENT, SILENT_SCALE_MS, OVER, OVER_SCALE_MS, UTTERANCE_OPEN

# As in the labels: before that nobody can have heard that the last word is over.
SPEAK_AFTER_MS = 60
OPENING_AT_MOST_MS = 3000
NEAR_MS = 600
YIELD_UNTIL_MS = 2500
# A sound is heard a little after it ends: a cell, and the way to the network.
AFTERWARDS_MS = 400
# The app asks no sooner: `LEAST_SILENT_MS` of policy/learned/learned.ts. Half a frame for what float32 makes of it.
LEAST_SILENT_MS = 200 - 5
ADDRESSED = ("turn", "interruption")
QUIET = ("backchannel", "tic")
OTHERS = ("non-directed", "noise")


@dataclass
class Run:
    """
    A session and what somebody makes of each cell: how far it is for speaking, as it is and where the app would ask, and for
    giving way.
    """

    session: object
    raw: np.ndarray
    speak: np.ndarray
    give_way: np.ndarray


@dataclass
class Wait:
    """Scores in cells after a moment, until `unseen` or until it is over; times are after that moment."""

    after_ms: np.ndarray
    scores: np.ndarray
    raw: np.ndarray


@dataclass
class Found:
    """Waits: for an answer, for the person to go on, for Beside to give way. The rest: scores of cells, by mark."""

    openings: list = field(default_factory=list)
    pauses: list = field(default_factory=list)
    voiced: list = field(default_factory=list)
    to_others: list = field(default_factory=list)
    takings: list = field(default_factory=list)
    quiet: list = field(default_factory=list)
    others: list = field(default_factory=list)

    def add(self, other):
        for name, values in vars(other).items():
            getattr(self, name).extend(values)


def events_of(session, layout):
    return session.x[:, layout.slice("events")]


def run_of(session, layout, speak, give_way, gated):
    """The app asks only after some silence of an open utterance, or while its own voice speaks."""
    events = events_of(session, layout)
    own = events[:, OWN_SPEAKS] >= 0.5
    asked = (events[:, UTTERANCE_OPEN] >= 0.5) & (events[:, SILENT] * SILENT_SCALE_MS >= LEAST_SILENT_MS)
    may = ~own & asked if gated else ~own
    return Run(session, np.where(own, 0, speak), np.where(may, speak, 0), np.where(own, give_way, 0))


def by_network(session, act, layout, gated):
    return run_of(session, layout, act[:, ACTS.index("speak")], act[:, ACTS.index("yield")], gated)


def by_timer(session, layout, gated):
    """How long it has been silent, or somebody has spoken over Beside's voice, in ms."""
    events = events_of(session, layout)
    return run_of(session, layout, events[:, SILENT] * SILENT_SCALE_MS, events[:, OVER] * OVER_SCALE_MS, gated)


def marks_of(session, *kinds):
    return [mark for mark in session.marks if mark["kind"] in kinds]


def opening_of(run, mark, own):
    """None: Beside speaks when it ends, so that nobody waits for it to begin."""
    session = run.session
    ends = session.ends_ms
    follow = [other["fromMs"] for other in marks_of(session, *ADDRESSED) if other["fromMs"] >= mark["toMs"]]
    until = min([mark["toMs"] + OPENING_AT_MOST_MS, *follow])
    cells = np.flatnonzero((ends > mark["toMs"]) & (ends <= until))
    answered = np.flatnonzero(own[cells])
    if len(answered):
        cells = cells[: answered[0]]
    if len(cells) == 0:
        return None
    return Wait(ends[cells] - mark["toMs"], run.speak[cells], run.raw[cells])


def taking_of(run, mark, own):
    """None: Beside was silent already."""
    ends = run.session.ends_ms
    cells = np.flatnonzero((ends > mark["fromMs"]) & (ends <= mark["fromMs"] + YIELD_UNTIL_MS) & own)
    if len(cells) == 0:
        return None
    return Wait(ends[cells] - mark["fromMs"], run.give_way[cells], run.give_way[cells])


def pause_of(run, mark, own):
    ends = run.session.ends_ms
    cells = np.flatnonzero((ends > mark["fromMs"]) & (ends <= mark["toMs"]) & ~own)
    return Wait(ends[cells] - mark["fromMs"], run.speak[cells], run.raw[cells]) if len(cells) else None


def scores_in(run, scores, mark, own, speaking, afterwards=0):
    ends = run.session.ends_ms
    cells = (ends > mark["fromMs"]) & (ends <= mark["toMs"] + afterwards) & (own == speaking)
    return scores[cells]


def find(run, layout):
    session = run.session
    own = events_of(session, layout)[:, OWN_SPEAKS] >= 0.5
    found = Found()
    pauses = marks_of(session, "pause")
    for mark in marks_of(session, *ADDRESSED):
        found.openings.append(opening_of(run, mark, own))
        said = scores_in(run, np.where(in_any(session.ends_ms, pauses), 0, run.speak), mark, own, False)
        found.voiced.append(said)
    for mark in marks_of(session, "interruption"):
        found.takings.append(taking_of(run, mark, own))
    found.pauses = [pause_of(run, mark, own) for mark in pauses]
    for mark in marks_of(session, *OTHERS, "tic"):
        found.to_others.append(scores_in(run, run.speak, mark, own, False, AFTERWARDS_MS))
    found.quiet = [
        scores_in(run, run.give_way, mark, own, True, AFTERWARDS_MS) for mark in marks_of(session, *QUIET)
    ]
    found.others = [
        scores_in(run, run.give_way, mark, own, True, AFTERWARDS_MS) for mark in marks_of(session, *OTHERS)
    ]
    # A mark in which no decision falls tells nothing of who decides.
    for name, values in vars(found).items():
        setattr(found, name, [value for value in values if value is not None and np.size(getattr(value, "scores", value))])
    return found


def in_any(ends, marks):
    inside = np.zeros(len(ends), bool)
    for mark in marks:
        inside |= (ends > mark["fromMs"]) & (ends <= mark["toMs"])
    return inside
