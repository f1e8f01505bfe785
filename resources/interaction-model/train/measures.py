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


def threshold_for(scores, share):
    """The lowest threshold that at most this share of the scores reaches."""
    scores = np.sort(np.asarray(scores, float))[::-1]
    allowed = int(np.floor(share * len(scores) + 1e-9))
    if allowed >= len(scores):
        return 0.0
    return float(np.nextafter(scores[allowed], np.inf))


def reached(scores, threshold):
    """Share of the scores at the threshold or over it; None where there are none."""
    return float(np.mean(np.asarray(scores, float) >= threshold)) if len(scores) else None


class Waits:
    """
    Times until something happened, or until nobody could see any more whether it would (Kaplan and Meier 1958). A
    session's Beside answers some time: what the network would have done after that is unknown, and is no miss.
    """

    def __init__(self, times_ms, happened):
        times, happened = np.asarray(times_ms, float), np.asarray(happened, bool)
        self.n = len(times)
        self.unseen = int((~happened).sum())
        self.steps = []
        left = 1.0
        for at in np.unique(times[happened]):
            at_risk = (times >= at).sum()
            left *= 1 - (happened & (times == at)).sum() / at_risk
            self.steps.append((float(at), float(left)))

    def median_ms(self):
        """None: fewer than half, or nobody knows."""
        return next((at for at, left in self.steps if left <= 0.5 + 1e-9), None)

    def missed(self):
        """Share for which it has not happened by the end of what was seen."""
        if self.n == 0:
            return None
        return self.steps[-1][1] if self.steps else 1.0


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
