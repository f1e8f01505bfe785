"""The network: what a cell sounds like and says, a memory over cells, and what it makes of them."""

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F

from layout import ACTS, GROUPS, MEL_BANDS, MEL_FRAMES, USERS, VOICE_SIZE, Layout

LEAST_PARAMETERS = 300_000
MOST_PARAMETERS = 3_000_000


@dataclass(frozen=True)
class Shape:
    """`width` scales everything that is learned, for the ablation of the network's size."""

    hidden: int = 256
    layers: int = 1
    width: float = 1.0

    @property
    def state(self):
        return max(8, round(self.hidden * self.width))

    def of(self, size):
        return max(4, round(size * self.width))

    def told(self):
        return asdict(self)


class MelEncoder(nn.Module):
    """
    A cell's 200 ms. Convolutions look back only: of their padding on both sides, which exports as one plain operation, what
    hangs over the end is cut off. What is left of time goes into the linear layer in its order: where within the cell a
    voice ends matters.
    """

    def __init__(self, shape: Shape):
        super().__init__()
        sizes = (MEL_BANDS, shape.of(48), shape.of(64), shape.of(64))
        self.convolutions = nn.ModuleList(
            nn.Conv1d(before, after, kernel_size=3, stride=1 if i == 0 else 2, padding=2)
            for i, (before, after) in enumerate(zip(sizes, sizes[1:]))
        )
        self.size = shape.of(96)
        self.pool = nn.Linear(sizes[-1] * MEL_FRAMES // 4, self.size)

    def forward(self, mel):
        """[cells, frames × bands] → [cells, size]"""
        heard = mel.reshape(-1, MEL_FRAMES, MEL_BANDS).transpose(1, 2)
        for convolution, frames in zip(self.convolutions, (MEL_FRAMES, MEL_FRAMES // 2, MEL_FRAMES // 4)):
            heard = F.relu(convolution(heard)[:, :, :frames])
        return F.relu(self.pool(heard.flatten(1)))


class Policy(nn.Module):
    def __init__(self, layout: Layout, shape: Shape):
        super().__init__()
        self.layout = layout
        self.shape = shape
        self.parts = {name: layout.slice(name) for name, _ in layout.inputs}
        encoder = self.sizes("encoder")
        rest = sum(self.sizes(name) for name in ("voiceActivity", "encoderAge", "words", "events"))
        self.microphone = MelEncoder(shape)
        self.own = MelEncoder(shape)
        self.encoder = nn.Linear(encoder, shape.of(64))
        self.rest = nn.Linear(rest, shape.of(48))
        # Of the training data: the recogniser's outputs have scales of their own.
        self.register_buffer("encoder_mean", torch.zeros(encoder))
        self.register_buffer("encoder_scale", torch.ones(encoder))
        width = 2 * self.microphone.size + shape.of(64) + shape.of(48)
        self.drop = nn.Dropout(0.1)
        self.memory = nn.GRU(width, shape.state, shape.layers, batch_first=True)
        self.act = nn.Linear(shape.state, len(ACTS))
        self.user = nn.Linear(shape.state, len(USERS))
        self.voice = nn.Linear(shape.state, VOICE_SIZE)

    def sizes(self, name):
        part = self.parts[name]
        return part.stop - part.start

    @property
    def state_size(self):
        return self.shape.layers * self.shape.state

    @property
    def parameter_count(self):
        return sum(parameter.numel() for parameter in self.parameters())

    def features(self, cells):
        """[cells, INPUT_SIZE] → [cells, width]"""
        part = {name: cells[:, where] for name, where in self.parts.items()}
        # What is not there stays zero, whatever the mean.
        present = part["encoderAge"][:, :1]
        encoded = (part["encoder"] - self.encoder_mean) / self.encoder_scale * present
        rest = torch.cat([part[name] for name in ("voiceActivity", "encoderAge", "words", "events")], dim=1)
        return torch.cat(
            [
                self.microphone(part["microphone"]),
                self.own(part["own"]),
                F.relu(self.encoder(encoded)),
                F.relu(self.rest(rest)),
            ],
            dim=1,
        )

    def heads(self, memory):
        return self.act(memory), self.user(memory), self.voice(memory)

    def forward(self, x, state=None):
        """Whole sequences: [batch, cells, INPUT_SIZE] → logits of act, user and voice, and the last state."""
        batch, cells, size = x.shape
        features = self.drop(self.features(x.reshape(batch * cells, size)))
        memory, last = self.memory(features.reshape(batch, cells, -1), state)
        return (*self.heads(self.drop(memory)), last)

    def fit_scale(self, sessions):
        """Mean and spread of the recogniser's outputs, of the cells that have one."""
        total = torch.zeros(self.sizes("encoder"), dtype=torch.float64)
        squares = torch.zeros_like(total)
        count = 0
        for session in sessions:
            x = torch.from_numpy(session.x)
            heard = x[x[:, self.parts["encoderAge"].start] > 0.5][:, self.parts["encoder"]].double()
            total += heard.sum(0)
            squares += (heard * heard).sum(0)
            count += len(heard)
        if count == 0:
            return
        mean = total / count
        spread = (squares / count - mean * mean).clamp(min=0).sqrt()
        self.encoder_mean.copy_(mean.float())
        # A feature that never changes in training must not explode where it does change later.
        self.encoder_scale.copy_(spread.clamp(min=max(1e-3, float(spread.median()) * 0.01)).float())


class Masking:
    """What training hides: whole groups of inputs for a whole row, and stretches of bands and frames."""

    GROUP_SHARE = 0.15
    BAND_MASKS = 2
    BANDS_AT_MOST = 8
    TIME_SHARE = 0.3
    FRAMES_AT_MOST = 6

    def __init__(self, layout: Layout, without=()):
        self.layout = layout
        self.without = tuple(without)
        self.groups = [group for group in GROUPS if group not in self.without]

    def leave_out(self, x):
        """For ablations: these groups are missing always."""
        return self.hide(x, torch.ones(len(x), len(self.without), dtype=torch.bool), self.without)

    def drop_groups(self, x, generator):
        dropped = torch.rand(len(x), len(self.groups), generator=generator) < self.GROUP_SHARE
        # Never all: nothing can be learned from nothing.
        kept = torch.randint(len(self.groups), (len(x),), generator=generator)
        every = dropped.all(1)
        dropped[every, kept[every]] = False
        return self.hide(x, dropped, self.groups)

    def hide(self, x, rows_by_group, groups):
        for i, group in enumerate(groups):
            rows = rows_by_group[:, i]
            if rows.any():
                for where in self.layout.slices_of(group):
                    x[rows, :, where] = 0
        return x

    def mask_mel(self, x, generator):
        """The same bands for a whole row, as a dull microphone has; frames by cells, as lost packets are."""
        where = self.layout.slice("microphone")
        batch, cells, _ = x.shape
        mel = x[:, :, where].reshape(batch, cells, MEL_FRAMES, MEL_BANDS)
        bands = torch.arange(MEL_BANDS)
        for _ in range(self.BAND_MASKS):
            width = torch.randint(self.BANDS_AT_MOST + 1, (batch, 1), generator=generator)
            start = torch.randint(MEL_BANDS - self.BANDS_AT_MOST, (batch, 1), generator=generator)
            hidden = (bands >= start) & (bands < start + width)
            mel = mel.masked_fill(hidden[:, None, None, :], 0)
        frames = torch.arange(MEL_FRAMES)
        width = torch.randint(1, self.FRAMES_AT_MOST + 1, (batch, cells, 1), generator=generator)
        width = width * (torch.rand(batch, cells, 1, generator=generator) < self.TIME_SHARE)
        start = torch.randint(MEL_FRAMES - self.FRAMES_AT_MOST, (batch, cells, 1), generator=generator)
        hidden = (frames >= start) & (frames < start + width)
        x[:, :, where] = mel.masked_fill(hidden[:, :, :, None], 0).reshape(batch, cells, -1)
        return x

    def __call__(self, x, generator):
        x = self.mask_mel(x, generator)
        x = self.drop_groups(x, generator)
        return self.leave_out(x)


class Step(nn.Module):
    """
    One cell at a time, as the app runs it. The memory is written out in plain products: every execution provider has
    those, not every one has ONNX's GRU.
    """

    def __init__(self, policy: Policy):
        super().__init__()
        self.policy = policy

    def forward(self, cell, state):
        below = self.policy.features(cell)
        memory = self.policy.memory
        states = state.chunk(memory.num_layers, dim=1)
        after = []
        for layer, before in enumerate(states):
            below = self.remember(below, before, layer)
            after.append(below)
        act, user, voice = self.policy.heads(below)
        return act.softmax(1), user.softmax(1), voice.sigmoid(), torch.cat(after, dim=1)

    def remember(self, features, before, layer):
        weights = {
            name: getattr(self.policy.memory, f"{name}_l{layer}")
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        }
        reset_in, update_in, new_in = F.linear(features, weights["weight_ih"], weights["bias_ih"]).chunk(3, dim=1)
        reset_was, update_was, new_was = F.linear(before, weights["weight_hh"], weights["bias_hh"]).chunk(3, dim=1)
        reset = torch.sigmoid(reset_in + reset_was)
        update = torch.sigmoid(update_in + update_was)
        new = torch.tanh(new_in + reset * new_was)
        return (1 - update) * new + update * before
