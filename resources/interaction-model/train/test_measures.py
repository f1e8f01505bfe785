import unittest
from dataclasses import dataclass

import numpy as np

from evaluate import at_threshold, threshold_for, yield_at
from events import Spell, by_network, by_timer, find
from layout import CONTRACT, OVER as OVER_OWN, OWN_SPEAKS, SILENT, UTTERANCE_OPEN
from measures import HAPPENED, OVER, UNSEEN, Incidence, auc, calibration


class Measures(unittest.TestCase):
    def test_auc_counts_ties_half(self):
        self.assertEqual(auc([0.9, 0.8], [0.1, 0.2]), 1)
        self.assertEqual(auc([0.5], [0.5]), 0.5)
        self.assertEqual(auc([0.1, 0.9], [0.5]), 0.5)
        self.assertIsNone(auc([], [0.5]))

    def test_threshold_allows_no_more_than_the_share(self):
        pauses = [Spell(np.array([200.0]), np.array([i / 100]), np.array([0.0]), 300.0) for i in range(100)]
        for share, count in ((0.02, 2), (0.05, 5), (0.10, 10)):
            threshold = threshold_for(pauses, share)
            self.assertEqual(sum(pause.scores[0] >= threshold for pause in pauses), count)
        # Ties: all of them would be one too many.
        same = [Spell(np.array([200.0]), np.array([0.5]), np.array([0.0]), 300.0)] * 50
        self.assertGreater(threshold_for(same, 0.1), 0.5)

    def test_what_could_not_be_seen_to_its_end_is_neither_done_nor_left(self):
        some = Incidence([200, 400, 400, 300], [HAPPENED, HAPPENED, HAPPENED, UNSEEN])
        self.assertEqual((some.median_ms(), some.missed(), some.unseen), (400, 0, 1))
        left = Incidence([3000, 3000, 100], [OVER, OVER, HAPPENED])
        self.assertAlmostEqual(left.missed(), 2 / 3)
        self.assertIsNone(left.median_ms())
        # Half of those that were seen beyond 300 ms: of the hidden one the same is expected.
        hidden = Incidence([300, 500, 500], [UNSEEN, HAPPENED, OVER])
        self.assertAlmostEqual(hidden.share(), 0.5)

    def test_calibration_error_is_of_what_was_so(self):
        self.assertAlmostEqual(calibration([0.7] * 10, [1] * 7 + [0] * 3)["error"], 0)
        self.assertAlmostEqual(calibration([0.9] * 10, [1] * 5 + [0] * 5)["error"], 0.4)


@dataclass
class Played:
    marks: list
    ends_ms: np.ndarray
    x: np.ndarray


def played(marks, cells, own=(), silent=None, over=None):
    """Cells of 200 ms; `own`: those in which Beside speaks; `silent`, `over`: ms in each cell."""
    x = np.zeros((cells, CONTRACT.size), dtype=np.float32)
    events = x[:, CONTRACT.slice("events")]
    events[:, UTTERANCE_OPEN] = 1
    events[list(own), OWN_SPEAKS] = 1
    if silent is not None:
        events[:, SILENT] = np.asarray(silent) / 2000
    if over is not None:
        events[:, OVER_OWN] = np.asarray(over) / 1000
    return Played(marks, 200.0 * np.arange(1, cells + 1), x)


class Decisions(unittest.TestCase):
    def setUp(self):
        # Speech to 500, a pause to 1100, speech to 1500, then nothing; Beside speaks from 2600 on.
        self.session = played(
            [{"kind": "turn", "fromMs": 100, "toMs": 1500}, {"kind": "pause", "fromMs": 500, "toMs": 1100}],
            cells=20,
            own=range(12, 20),
            silent=[0, 0, 100, 300, 500, 0, 0, 100, 300, 500, 700, 900, *[0] * 8],
        )
        self.found = find(by_timer(self.session, CONTRACT, True), CONTRACT)

    def test_a_low_timer_cuts_the_pause_off_and_a_high_one_is_late(self):
        low, high = at_threshold(self.found, 300), at_threshold(self.found, 600)
        self.assertEqual((low["cutOffs"], low["medianMs"]), (1, 300))
        self.assertEqual((high["cutOffs"], high["medianMs"], high["missed"]), (0, 700, 0))

    def test_an_answer_that_came_first_hides_what_a_higher_one_would_have_done(self):
        row = at_threshold(self.found, 1500)
        self.assertEqual((row["medianMs"], row["unseen"]), (None, 1))

    def test_a_turn_broken_into_is_seen_outside_of_its_pauses(self):
        free = find(by_timer(self.session, CONTRACT, False), CONTRACT)
        self.assertEqual(at_threshold(free, 0)["inVoice"], 1)
        self.assertEqual(at_threshold(free, 50)["inVoice"], 0)

    def test_nothing_is_asked_without_an_open_utterance(self):
        self.session.x[:, CONTRACT.slice("events")][:, UTTERANCE_OPEN] = 0
        gated = find(by_timer(self.session, CONTRACT, True), CONTRACT)
        self.assertEqual(at_threshold(gated, 250)["cutOffs"], 0)
        free = find(by_timer(self.session, CONTRACT, False), CONTRACT)
        self.assertEqual(at_threshold(free, 250)["cutOffs"], 1)

    def test_nothing_is_asked_before_it_has_been_silent_for_a_while(self):
        self.assertEqual(at_threshold(self.found, 50)["medianMs"], 300)
        free = find(by_timer(self.session, CONTRACT, False), CONTRACT)
        self.assertEqual(at_threshold(free, 50)["medianMs"], 100)

    def test_a_threshold_just_above_a_score_is_not_reached_by_it(self):
        act = np.full((20, 5), 0.7, dtype=np.float32)
        found = find(by_network(self.session, act, CONTRACT, True), CONTRACT)
        self.assertEqual(at_threshold(found, threshold_for(found.pauses, 0.05))["cutOffs"], 0)

    def test_a_pause_that_beside_broke_into_is_hidden_from_then_on(self):
        self.session.x[4:, CONTRACT.slice("events").start + OWN_SPEAKS] = 1
        found = find(by_timer(self.session, CONTRACT, True), CONTRACT)
        self.assertEqual(found.pauses[0].over_ms, None)
        self.assertEqual(list(found.pauses[0].after_ms), [100, 300])

    def test_giving_way_to_a_backchannel_is_a_disturbance(self):
        session = played(
            [
                {"kind": "backchannel", "fromMs": 500, "toMs": 800},
                {"kind": "interruption", "fromMs": 2000, "toMs": 3000},
            ],
            cells=20,
            own=range(20),
            over=[0, 0, 100, 300, 300, *[0] * 5, 200, 400, 600, 800, 1000, *[0] * 5],
        )
        found = find(by_timer(session, CONTRACT, True), CONTRACT)
        self.assertEqual(yield_at(found, 300)["disturbed"], 1)
        row = yield_at(found, 350)
        self.assertEqual((row["disturbed"], row["medianMs"]), (0, 400))
