"""When a session's cells ended, on the clock of its marks."""

import numpy as np

from layout import CELL_MS, USERS

# A session may begin before its scene does: Beside was asked for something long first.
LOOKED_FOR_MS = 15_000
STEP_MS = 10
# Less than that, and the labels are of other marks than those beside them.
AGREES = 0.9
STATES = (
    ("speaking", ("turn", "interruption")),
    ("hesitating", ("pause",)),
    ("backchannel", ("backchannel",)),
    ("to-someone-else", ("non-directed",)),
    ("noise", ("noise", "tic")),
)


class ClockError(Exception):
    pass


def inside(ends, spans):
    within = np.zeros(ends.shape, bool)
    for begin, end in spans:
        within |= (ends >= begin) & (ends < end)
    return within


def states_at(ends, marks):
    """What the person does at these times as the marks have it; nobody's turn to speak is silent here."""
    state = np.zeros(ends.shape, int)
    told = np.zeros(ends.shape, bool)
    pauses = [(mark["fromMs"], mark["toMs"]) for mark in marks if mark["kind"] == "pause"]
    for name, kinds in STATES:
        spans = [(mark["fromMs"], mark["toMs"]) for mark in marks if mark["kind"] in kinds]
        here = inside(ends, spans) & ~told
        if name == "speaking":
            here &= ~inside(ends, pauses)
        state[here] = USERS.index(name)
        told |= here
    return state


def first_end(user, marks):
    """
    The end of the first cell, read off the labels: they were made at the cells' ends, and change where the marks do. Of the
    times that fit best a whole number of cells before or after the scene's start, as nearly all sessions have it; else the
    middle.
    """
    labelled = user.sum(1) > 0
    if not labelled.any() or not any("fromMs" in mark for mark in marks):
        return float(CELL_MS)
    said = user.argmax(1)
    said[said == USERS.index("finished")] = USERS.index("silent")
    firsts = np.arange(-LOOKED_FOR_MS, LOOKED_FOR_MS + 1, STEP_MS, dtype=float)
    ends = firsts[:, None] + CELL_MS * np.flatnonzero(labelled)[None, :]
    fits = (states_at(ends, marks) == said[labelled]).mean(1)
    if fits.max() < AGREES:
        raise ClockError(f"marks and labels agree in {fits.max():.0%} of the cells at most")
    best = firsts[fits >= fits.max() - 1e-9]
    even = best[best % CELL_MS == 0]
    if len(even):
        return float(even[np.abs(even).argmin()])
    nearest = best[np.abs(best).argmin()]
    return float(np.mean([first for first in best if abs(first - nearest) <= CELL_MS]))


def ends_of(meta, user):
    """As the session's json has it, `firstEndMs` or a list `cellEndMs`; else as the labels have it."""
    count = len(user)
    if "cellEndMs" in meta:
        return np.asarray(meta["cellEndMs"], dtype=np.float64)
    first = float(meta["firstEndMs"]) if "firstEndMs" in meta else first_end(user, meta["marks"])
    return first + CELL_MS * np.arange(count, dtype=np.float64)
