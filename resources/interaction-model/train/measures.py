"""Figures of scores and times, without a word on where they come from."""

import numpy as np


def auc(positive, negative):
    """The chance that a positive has the higher score; ties count half. None without both."""
    positive, negative = np.asarray(positive, float), np.asarray(negative, float)
    if len(positive) == 0 or len(negative) == 0:
        return None
    values, places = np.unique(np.concatenate([positive, negative]), return_inverse=True)
    plus = np.bincount(places[: len(positive)], minlength=len(values))
    minus = np.bincount(places[len(positive) :], minlength=len(values))
    below = np.cumsum(minus) - minus
    return float((plus * (below + minus / 2)).sum() / (len(positive) * len(negative)))


HAPPENED, OVER, UNSEEN = 0, 1, 2


class Incidence:
    """
    How often something happens before what it would happen in is over, and when (Aalen and Johansen 1978). A session's own
    Beside speaks or stops some time: what somebody else would have done after that is unknown, neither done nor left.
    """

    def __init__(self, times_ms, kinds):
        times, kinds = np.asarray(times_ms, float), np.asarray(kinds, int)
        self.n = len(times)
        self.unseen = int((kinds == UNSEEN).sum())
        self.steps = []
        left, share = 1.0, 0.0
        for at in np.unique(times[kinds != UNSEEN]):
            at_risk = (times >= at).sum()
            here = times == at
            share += left * (here & (kinds == HAPPENED)).sum() / at_risk
            left *= 1 - (here & (kinds != UNSEEN)).sum() / at_risk
            self.steps.append((float(at), float(share)))

    def share(self):
        if self.n == 0:
            return None
        return self.steps[-1][1] if self.steps else 0.0

    def missed(self):
        share = self.share()
        return None if share is None else max(0.0, 1 - share)

    def median_ms(self):
        """None: it happens in fewer than half."""
        return next((at for at, share in self.steps if share >= 0.5 - 1e-9), None)


def lowest(candidates, allowed):
    """The lowest of some rising thresholds that is allowed, where all above one that is are, and the last is."""
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if allowed(candidates[middle]) else (middle + 1, high)
    return candidates[low]


def calibration(probability, truth, bins=10):
    """Reliability: what was said and what was so, by bins of what was said; and the expected calibration error."""
    probability, truth = np.asarray(probability, float), np.asarray(truth, float)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    rows = []
    for i in range(bins):
        here = place == i
        if here.any():
            said, was = float(probability[here].mean()), float(truth[here].mean())
            rows.append({"from": i / bins, "n": int(here.sum()), "said": said, "was": was})
    total = max(1, len(probability))
    return {"bins": rows, "error": sum(row["n"] * abs(row["said"] - row["was"]) for row in rows) / total}


def mean_recall(one_hot, said):
    """Mean over the classes that occur of the share found of each."""
    labelled = one_hot.sum(1) > 0
    told, said = one_hot[labelled].argmax(1), said[labelled]
    classes = np.unique(told)
    return float(np.mean([(said[told == one] == one).mean() for one in classes])) if len(classes) else None
