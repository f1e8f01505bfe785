import { describe, expect, test } from 'vitest';
import {
  pausesIn,
  piecesOf,
  quietPart,
  runs,
  signsOf,
  spokenPieces,
  turnsOf,
} from '../../../../panel/scenes/human/cuts.ts';
import type { Span, Voicing } from '../../../../panel/scenes/human/voiced.ts';

const span = (fromMs: number, toMs: number): Span => ({ fromMs, toMs });

const voicing = (voiced: readonly Span[], unclear: readonly Span[] = []): Voicing => ({
  voiceDbfs: -20,
  floorDbfs: -70,
  leastDbfs: -50,
  voiced,
  unclear,
  weak: [],
});

describe('pauses', () => {
  test('are silences of 250 to 2500 ms between two stretches', () => {
    const voiced = [span(0, 1000), span(1240, 2000), span(2250, 3000), span(5500, 6000), span(8510, 9000)];
    expect(pausesIn(voiced, [])).toEqual([span(2000, 2250), span(3000, 5500)]);
  });

  test('are not claimed where something else is heard', () => {
    expect(pausesIn([span(0, 1000), span(2000, 3000)], [span(1400, 1500)])).toEqual([]);
  });
});

describe('runs', () => {
  test('break at a silence that is too long for a pause', () => {
    const [first, second, third] = [span(0, 1000), span(3500, 4000), span(6501, 7000)] as const;
    expect(runs([first, second, third], [])).toEqual([[first, second], [third]]);
  });

  test('break where another is heard, and leave out what is spoken meanwhile', () => {
    const [first, second, third] = [span(0, 1000), span(1500, 2500), span(3000, 4000)] as const;
    expect(runs([first, second, third], [span(1100, 1200)])).toEqual([[first], [second, third]]);
    expect(runs([first, second, third], [span(2000, 2200)])).toEqual([[first], [third]]);
  });
});

describe('pieces', () => {
  const run = [span(0, 2000), span(2300, 4000), span(4100, 7000), span(7400, 9000), span(9500, 13_000)];

  test('begin and end at a silence, are 5 to 10 s long and hold as many pauses as can be', () => {
    expect(piecesOf(run, [], 1)).toEqual([run.slice(0, 4)]);
  });

  test('do not overlap', () => {
    const long = [...run, ...run.map(({ fromMs, toMs }) => span(fromMs + 14_000, toMs + 14_000))];
    const pieces = piecesOf(long, [], 9);
    expect(pieces.length).toBeGreaterThan(1);
    for (const [i, piece] of pieces.slice(1).entries())
      expect(piece[0]?.fromMs).toBeGreaterThan(pieces[i]?.at(-1)?.toMs ?? Infinity);
  });
});

describe('a recording of one speaker', () => {
  const voiced = [span(500, 2000), span(2600, 4000)];

  test('ends a turn where room tone follows its last word', () => {
    const of = { lengthMs: 4350, ending: 'tail', most: 1 } as const;
    expect(spokenPieces(voicing(voiced), [], of)).toEqual([{ voiced, ends: true }]);
    expect(spokenPieces(voicing(voiced), [], { ...of, lengthMs: 4300 })).toEqual([{ voiced, ends: false }]);
  });

  test('ends a turn however close its end is, when it is a whole sentence', () => {
    const of = { lengthMs: 4000, ending: 'sentence', most: 1 } as const;
    expect(spokenPieces(voicing(voiced), [], of)).toEqual([{ voiced, ends: true }]);
  });

  test('ends no turn when it was cut out of running speech', () => {
    const of = { lengthMs: 9000, ending: 'never', most: 1 } as const;
    expect(spokenPieces(voicing(voiced), [], of)).toEqual([{ voiced, ends: false }]);
  });

  test('ends no turn where a sound that is no voice comes last', () => {
    const of = { lengthMs: 9000, ending: 'tail', most: 1 } as const;
    expect(spokenPieces(voicing(voiced, [span(4500, 4600)]), [], of)).toEqual([{ voiced, ends: false }]);
  });

  test('gives nothing without a pause or an end', () => {
    const of = { lengthMs: 3000, ending: 'never', most: 1 } as const;
    expect(spokenPieces(voicing([span(500, 2000)]), [], of)).toEqual([]);
  });

  test('claims nothing beside a voice that may be another one', () => {
    const weak = span(4600, 5000);
    const of = { lengthMs: 9000, ending: 'tail', most: 2 } as const;
    expect(spokenPieces(voicing([...voiced, weak]), [weak], of)).toEqual([{ voiced, ends: false }]);
  });
});

describe('a call', () => {
  const turn = [span(1000, 2000), span(2500, 4000)];

  test('has a turn end where the other side takes over', () => {
    expect(turnsOf(voicing(turn), voicing([span(4600, 6000)]))).toEqual([{ voiced: turn, ends: true }]);
  });

  test('has none where the other side only says that it listens, or comes late, or has begun before', () => {
    expect(turnsOf(voicing(turn), voicing([span(4600, 5000)]))).toEqual([]);
    expect(turnsOf(voicing(turn), voicing([span(6100, 8000)]))).toEqual([]);
    expect(turnsOf(voicing(turn), voicing([span(3900, 8000)]))).toEqual([]);
  });

  test('has one where the same side goes on only after the other has spoken', () => {
    const voiced = [...turn, span(7000, 8000)];
    expect(turnsOf(voicing(voiced), voicing([span(4600, 6000)]))).toEqual([{ voiced: turn, ends: true }]);
  });

  test('has a sign of listening where a short sound lies within the talk of the other', () => {
    const talk = [span(0, 3000), span(3200, 8000)];
    expect(signsOf(voicing([span(3500, 4000)]), voicing(talk))).toEqual([span(3500, 4000)]);
    expect(signsOf(voicing([span(3500, 4500)]), voicing(talk))).toEqual([]);
    expect(signsOf(voicing([span(3500, 4000), span(4300, 4600)]), voicing(talk))).toEqual([]);
    expect(signsOf(voicing([span(7700, 8100)]), voicing(talk))).toEqual([]);
  });
});

describe('the quiet part', () => {
  test('is the longest, with a margin to all that is heard', () => {
    const found = quietPart(voicing([span(500, 2000)], [span(2900, 3000)]), 3100);
    expect(found).toEqual(span(2060, 2840));
  });

  test('is none when nothing is quiet for long enough', () => {
    expect(quietPart(voicing([span(100, 2000)]), 2150)).toBeNull();
  });
});
