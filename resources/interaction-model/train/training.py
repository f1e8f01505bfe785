"""The loop that fits a network: losses, epochs, when to stop, and how a run is kept."""

import copy
import os
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from data import batches
from layout import Layout
from model import Masking, Policy, Shape

USER_SHARE = 0.5
VOICE_SHARE = 0.5
GRADIENT_AT_MOST = 1.0
CARRIED_SHARE = 0.75


def settle(seed, threads):
    """The same run twice: seeds, threads (sums in another order differ in their last bit), deterministic operations."""
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(seed)
    np.random.seed(seed)
    random.seed(seed)


def weighted(logits, target, weight):
    """Cross entropy of the cells that have a label, each by its weight. `target` is one-hot or all zero."""
    told = -(target * F.log_softmax(logits, dim=-1)).sum(-1)
    weight = weight * target.sum(-1)
    return (told * weight).sum(), weight.sum()


def voiced(logits, target):
    known = (target >= 0).float()
    loss = F.binary_cross_entropy_with_logits(logits, target.clamp(min=0), reduction="none")
    return (loss * known).sum(), known.sum()


def begun(policy, rows, last, generator=None):
    """
    States to begin some rows with: the app's network has mostly run for long before a session, and one that only ever
    began anew in training loses its hold on that. Three rows in four follow one that is over, the rest begin anew.
    """
    if last is None:
        return torch.zeros(policy.memory.num_layers, rows, policy.memory.hidden_size)
    if generator is None:
        return last[:, torch.arange(rows) % last.shape[1]].contiguous()
    after = last[:, torch.randint(last.shape[1], (rows,), generator=generator)]
    return after * (torch.rand(rows, 1, generator=generator) < CARRIED_SHARE)


def losses(policy, batch, x, state):
    act, user, voice, last = policy(x, state)
    weights = torch.from_numpy(batch.weights)
    parts = {
        "act": weighted(act, torch.from_numpy(batch.act), weights[:, :, 0]),
        "user": weighted(user, torch.from_numpy(batch.user), weights[:, :, 1]),
        "voice": voiced(voice, torch.from_numpy(batch.voice)),
    }
    return parts, last.detach()


def together(means):
    return means["act"] + USER_SHARE * means["user"] + VOICE_SHARE * means["voice"]


class Sums:
    def __init__(self):
        self.sums = {}

    def add(self, parts):
        for name, (total, weight) in parts.items():
            before = self.sums.get(name, (0.0, 0.0))
            self.sums[name] = (before[0] + float(total.detach()), before[1] + float(weight))

    def means(self):
        return {name: total / max(weight, 1e-9) for name, (total, weight) in self.sums.items()}


def one_epoch(policy, optimiser, masking, sessions, options, rng, generator):
    policy.train()
    sums, last = Sums(), None
    for batch in batches(sessions, options["batch"], rng, options["chain"]):
        x = masking(torch.from_numpy(batch.x), generator)
        parts, last = losses(policy, batch, x, begun(policy, len(x), last, generator))
        sums.add(parts)
        loss = together({name: total / weight.clamp(min=1) for name, (total, weight) in parts.items()})
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(policy.parameters(), GRADIENT_AT_MOST)
        optimiser.step()
    return sums.means()


@torch.no_grad()
def judged(policy, masking, sessions, options):
    policy.eval()
    sums, last = Sums(), None
    for batch in batches(sessions, options["batch"]):
        x = masking.leave_out(torch.from_numpy(batch.x))
        parts, last = losses(policy, batch, x, begun(policy, len(x), last))
        sums.add(parts)
    return sums.means()


def shaped(means):
    return " ".join(f"{name} {mean:.4f}" for name, mean in means.items())


def fit(layout: Layout, shape: Shape, train, tune, options, without=(), say=print):
    """The network of the epoch that was best on `tune`, and what was seen on the way."""
    settle(options["seed"], options["threads"])
    rng = np.random.default_rng(options["seed"])
    generator = torch.Generator().manual_seed(options["seed"])
    policy = Policy(layout, shape)
    policy.fit_scale(train)
    masking = Masking(layout, without)
    optimiser = torch.optim.AdamW(policy.parameters(), lr=options["rate"], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimiser, factor=0.5, patience=1)
    best, kept, epochs = float("inf"), None, []
    began = time.monotonic()
    for epoch in range(1, options["epochs"] + 1):
        since = time.monotonic()
        learned = one_epoch(policy, optimiser, masking, train, options, rng, generator)
        tuned = judged(policy, masking, tune, options)
        total = together(tuned)
        seconds = time.monotonic() - since
        epochs.append({"epoch": epoch, "train": learned, "tune": tuned, "tuneTotal": total, "seconds": seconds})
        say(f"epoch {epoch}: train {shaped(learned)} | tune {shaped(tuned)} total {total:.4f} | {seconds:.1f} s")
        schedule.step(total)
        if total < best:
            best, kept, best_epoch = total, copy.deepcopy(policy.state_dict()), epoch
        elif epoch - best_epoch >= options["patience"]:
            break
        if time.monotonic() - began > options["minutes"] * 60:
            say(f"stopped after {options['minutes']} minutes")
            break
    if kept is None:
        raise RuntimeError("the loss was never a number: nothing was learned")
    policy.load_state_dict(kept)
    policy.eval()
    return policy, {"epochs": epochs, "bestEpoch": best_epoch, "bestTuneTotal": best}


def keep(policy, file, **more):
    layout = [{"name": name, "size": size} for name, size in policy.layout.inputs]
    torch.save({"weights": policy.state_dict(), "shape": policy.shape.told(), "layout": layout, **more}, file)


def load(file):
    """The network of a checkpoint and what was kept with it."""
    kept = torch.load(file, map_location="cpu")
    layout = Layout(tuple((one["name"], one["size"]) for one in kept["layout"]))
    policy = Policy(layout, Shape(**kept["shape"]))
    policy.load_state_dict(kept["weights"])
    policy.eval()
    return policy, kept
