import { describe, expect, test } from 'vitest';
import { calls, sourceOf, splitOf } from '../../../../panel/scenes/human/sources.ts';

describe('the split of a speaker', () => {
  test('is the same for all that is recorded of one', () => {
    const clip = (id: string): string => `human/aec_doubletalk/aec_${id}.flac`;
    const echo = (id: string): string => `human/aec_echo_only/aec_${id}_echo.flac`;
    for (const id of ['6g43YFJ2fUqQ_18', '8ZpzIJzZ0OpD_0', '9qFY1q8Ce0a3_24'])
      expect(splitOf(echo(id)), id).toBe(splitOf(clip(id)));
    for (const { agent, caller } of calls)
      expect([splitOf(agent), splitOf(caller)]).toEqual(['held-out', 'held-out']);
  });

  test('is never held out for those by whom the benches have set their constants', () => {
    for (const name of [
      'human/aec_doubletalk/aec_08llw8wwn0yo_2.flac',
      'human/aec_doubletalk/aec_2uGePeGN0P4O_10.flac',
      'human/mfa/mfa_uhuh.flac',
      'human/read/pv_leopard.flac',
      'speech/libri_speakers/1688-142285-0001.flac',
    ])
      expect(splitOf(name), name).not.toBe('held-out');
  });

  test('is none for voices that may be synthetic', () => {
    expect(splitOf('human/calls/aws_demo_agent1.flac')).toBeNull();
    expect(sourceOf('human/calls/aws_demo_agent1.flac')).toBeNull();
  });
});
