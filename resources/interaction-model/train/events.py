"""What of a session is decided where: openings, pauses, what is said over Beside's voice; and each one's scores."""

from dataclasses import dataclass, field

import numpy as np

from layout import ACTS, CELL_MS, OWN_SPEAKS, SILENT, SILENT_SCALE_MS, OVER, OVER_SCALE_MS, UTTERANCE_OPEN

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
class Spell:
    """Cells after a moment, with their times after it, for as long as Beside is as silent, or speaks, as at the first."""

    after_ms: np.ndarray
    scores: np.ndarray
    raw: np.ndarray
    """When it was over by itself; None: Beside began, or stopped, before that."""
    over_ms: object


@dataclass
class Found:
    """Spells, by what they are."""

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


def spell(run, scores, from_ms, until_ms, own, speaking):
    """None: no decision falls in it."""
    ends = run.session.ends_ms
    cells = np.flatnonzero((ends > from_ms) & (ends <= until_ms))
    as_wanted = own[cells] == speaking
    if not as_wanted.any():
        return None
    first = int(as_wanted.argmax())
    changes = np.flatnonzero(~as_wanted[first:])
    cells = cells[first : first + changes[0]] if len(changes) else cells[first:]
    # A session's end is no end of what lasts until then.
    whole = not len(changes) and ends[-1] >= until_ms - CELL_MS
    raw = scores if speaking else run.raw
    # numpy would round a threshold to float32, and one just above a score would be that score.
    as_double = (part[cells].astype(np.float64) for part in (scores, raw))
    return Spell(ends[cells] - from_ms, *as_double, until_ms - from_ms if whole else None)


def opening_of(run, mark, own):
    """None: Beside speaks when it ends, so that nobody waits for it to begin."""
    session = run.session
    after = np.flatnonzero(session.ends_ms > mark["toMs"])
    if len(after) == 0 or own[after[0]]:
        return None
    follow = [other["fromMs"] for other in marks_of(session, *ADDRESSED) if other["fromMs"] >= mark["toMs"]]
    return spell(run, run.speak, mark["toMs"], min([mark["toMs"] + OPENING_AT_MOST_MS, *follow]), own, False)


def find(run, layout):
    session = run.session
    own = events_of(session, layout)[:, OWN_SPEAKS] >= 0.5
    pauses = marks_of(session, "pause")
    outside = Run(session, run.raw, np.where(in_any(session.ends_ms, pauses), 0, run.speak), run.give_way)

    def silent(mark, of=run, afterwards=0):
        return spell(of, of.speak, mark["fromMs"], mark["toMs"] + afterwards, own, False)

    def over(mark):
        return spell(run, run.give_way, mark["fromMs"], mark["toMs"] + AFTERWARDS_MS, own, True)

    def taking(mark):
        return spell(run, run.give_way, mark["fromMs"], mark["fromMs"] + YIELD_UNTIL_MS, own, True)

    addressed = marks_of(session, *ADDRESSED)
    found = Found(
        openings=[opening_of(run, mark, own) for mark in addressed],
        pauses=[silent(mark) for mark in pauses],
        voiced=[silent(mark, outside) for mark in addressed],
        to_others=[silent(mark, afterwards=AFTERWARDS_MS) for mark in marks_of(session, *OTHERS, "tic")],
        takings=[taking(mark) for mark in marks_of(session, "interruption")],
        quiet=[over(mark) for mark in marks_of(session, *QUIET)],
        others=[over(mark) for mark in marks_of(session, *OTHERS)],
    )
    # A mark in which no decision falls tells nothing of who decides.
    return Found(**{name: [one for one in spells if one is not None] for name, spells in vars(found).items()})


def in_any(ends, marks):
    inside = np.zeros(len(ends), bool)
    for mark in marks:
        inside |= (ends > mark["fromMs"]) & (ends <= mark["toMs"])
    return inside
