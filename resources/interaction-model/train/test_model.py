import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from data import read_split
from evaluate import judged
from export import write_onnx
from ablate import out_of_order
from layout import CONTRACT, GROUPS
from model import LEAST_PARAMETERS, MOST_PARAMETERS, Masking, Policy, Shape, Step
from synthetic_data import write
from training import fit, keep, load

OPTIONS = {"epochs": 9, "minutes": 60, "patience": 9, "batch": 2, "chain": 2, "rate": 5e-3, "seed": 1, "threads": 1}
SMALL = Shape(hidden=128, width=0.35)


def sessions(train, tune):
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "train", train, seed=5)
        write(folder, "tune", tune, seed=5)
        return read_split(folder, "train")[1], read_split(folder, "tune")[1]


class Network(unittest.TestCase):
    def setUp(self):
        torch.set_num_threads(1)
        torch.manual_seed(1)
        self.x = torch.rand(1, 12, CONTRACT.size)

    def test_size_is_what_was_planned(self):
        for layers in (1, 2):
            count = Policy(CONTRACT, Shape(256, layers)).parameter_count
            self.assertTrue(LEAST_PARAMETERS <= count <= MOST_PARAMETERS, count)

    @torch.no_grad()
    def test_cell_by_cell_is_the_whole_sequence(self):
        for layers in (1, 2):
            policy = Policy(CONTRACT, Shape(64, layers)).eval()
            act, user, voice, last = policy(self.x)
            step, state = Step(policy), torch.zeros(1, policy.state_size)
            for i in range(self.x.shape[1]):
                told = step(self.x[:, i], state)
                state = told[3]
                for one, whole in zip(told, (act[:, i].softmax(1), user[:, i].softmax(1), voice[:, i].sigmoid())):
                    self.assertLess((one - whole).abs().max(), 1e-5)
            self.assertLess((state - last.transpose(0, 1).reshape(1, -1)).abs().max(), 1e-5)

    @torch.no_grad()
    def test_nothing_later_changes_what_was_said(self):
        policy = Policy(CONTRACT, SMALL).eval()
        later = self.x.clone()
        later[:, 7:] = 0
        before, after = policy(self.x)[0][0], policy(later)[0][0]
        self.assertTrue(torch.equal(before[:7], after[:7]))
        self.assertFalse(torch.equal(before[7], after[7]))

    @torch.no_grad()
    def test_an_encoder_output_that_is_not_there_says_nothing(self):
        policy = Policy(CONTRACT, SMALL).eval()
        policy.encoder_mean.fill_(3)
        x = self.x.clone()
        x[:, :, CONTRACT.slice("encoderAge")] = 0
        other = x.clone()
        other[:, :, CONTRACT.slice("encoder")] = 0
        self.assertTrue(torch.equal(policy(x)[0], policy(other)[0]))

    def test_masking_hides_whole_groups_and_never_all(self):
        masking = Masking(CONTRACT)
        generator = torch.Generator().manual_seed(1)
        hidden = []
        for _ in range(60):
            x = masking.drop_groups(torch.ones(8, 2, CONTRACT.size), generator)
            gone = torch.stack([(x[:, :, CONTRACT.slice(names[0])] == 0).all(2).all(1) for names in GROUPS.values()])
            self.assertFalse(gone.all(0).any())
            self.assertTrue(torch.isin(x.mean(2), x[:, :1].mean(2)).all())
            hidden.append(gone.float().mean())
        self.assertAlmostEqual(float(torch.stack(hidden).mean()), Masking.GROUP_SHARE, delta=0.03)

    def test_exports_what_the_app_reads(self):
        with tempfile.TemporaryDirectory() as folder:
            policy = Policy(CONTRACT, SMALL).eval()
            write_onnx(policy, Path(folder) / "policy.onnx")
            keep(policy, Path(folder) / "checkpoint.pt", told={})
            again, _ = load(Path(folder) / "checkpoint.pt")
            with torch.no_grad():
                self.assertTrue(torch.equal(policy(self.x)[0], again(self.x)[0]))


class Learning(unittest.TestCase):
    def fit(self, train, tune, epochs=OPTIONS["epochs"]):
        return fit(CONTRACT, SMALL, train, tune, {**OPTIONS, "epochs": epochs}, say=lambda _: None)[0]

    def test_the_same_seed_gives_the_same_network(self):
        train, tune = sessions(6, 2)
        one, other = (self.fit(train, tune, epochs=2).state_dict() for _ in range(2))
        for name, weights in one.items():
            self.assertTrue(torch.equal(weights, other[name]), name)

    def test_it_hears_that_a_voice_falls_but_not_in_a_microphone_out_of_order(self):
        """What tells an end from a pause in these sessions is in the microphone's sound alone."""
        train, tune = sessions(64, 16)
        heard = judged(self.fit(train, tune), tune)["network"]["speak"]["aucSameAge"]
        mixed_train, mixed = ([out_of_order(s, CONTRACT, 1) for s in some] for some in (train, tune))
        mixed_up = judged(self.fit(mixed_train, mixed), mixed)["network"]["speak"]["aucSameAge"]
        self.assertGreater(heard, 0.8)
        self.assertLess(mixed_up, heard - 0.2)
        self.assertTrue(np.isfinite(mixed_up))
