import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { candidateProviders } from '../../../../../electron/inference/providers/candidates.ts';
import {
  chooseProvider,
  largestDifference,
  medianMs,
  type Measurement,
} from '../../../../../electron/inference/providers/choose.ts';
import {
  readChosenProviders,
  writeChosenProviders,
} from '../../../../../electron/inference/providers/chosen.ts';
import { probeAll, type ProbeJob } from '../../../../../electron/inference/providers/probe-all.ts';
import type { ProviderName } from '../../../../../shared/inference.ts';

const measured = (provider: ProviderName, ms: number, change: Partial<Measurement> = {}): Measurement => ({
  model: 'm',
  provider,
  failure: null,
  loadMs: 1,
  runsMs: [ms, ms, ms],
  output: [0.1, 0.2],
  ...change,
});
const choice = (...all: Measurement[]): string => {
  const { provider, reason } = chooseProvider('m', all);
  return `${provider}: ${reason}`;
};

describe('candidates', () => {
  test('are what this build brings, CPU first and always, unknown names left out', () => {
    const backends = ['xnnpack', 'cuda', 'webgpu'].map((name) => ({ name }));
    expect(candidateProviders(backends)).toEqual(['cpu', 'webgpu', 'cuda']);
    expect(candidateProviders([])).toEqual(['cpu']);
  });
});

describe('the choice', () => {
  test('is another provider when that saves a quarter of the time', () => {
    expect(choice(measured('cpu', 100), measured('webgpu', 75))).toBe('webgpu: fastest');
    expect(choice(measured('cpu', 100), measured('webgpu', 76))).toBe('cpu: cpu-close-enough');
  });

  test('is the fastest of several', () => {
    expect(choice(measured('cuda', 30), measured('cpu', 100), measured('webgpu', 20))).toBe(
      'webgpu: fastest',
    );
  });

  test('is never a provider that computes something else', () => {
    for (const output of [[0.1, 0.26], [0.1, Number.NaN], [0.1], []])
      expect(choice(measured('cpu', 100), measured('dml', 1, { output }))).toBe('cpu: only-cpu-works');
    expect(choice(measured('cpu', 100), measured('dml', 1, { output: [0.14, 0.2] }))).toBe('dml: fastest');
  });

  test('is CPU where the others fail, and where nothing was measured', () => {
    expect(choice(measured('cpu', 100), measured('cuda', 1, { failure: 'no driver' }))).toBe(
      'cpu: only-cpu-works',
    );
    expect(choice(measured('cpu', 100), measured('cuda', 1, { runsMs: [] }))).toBe('cpu: only-cpu-works');
    expect(choice(measured('webgpu', 1))).toBe('cpu: nothing-works');
    expect(choice(measured('cpu', 9, { model: 'other' }))).toBe('cpu: nothing-works');
  });

  test('goes by the median: one slow run decides nothing', () => {
    expect(medianMs(measured('cpu', 1, { runsMs: [9000, 10, 11, 12, 8] }))).toBe(11);
    expect(medianMs(measured('cpu', 1, { runsMs: [] }))).toBe(Number.POSITIVE_INFINITY);
  });

  test('compares what can be compared', () => {
    expect(largestDifference([1, 2], [1, 2.5])).toBe(0.5);
    expect(largestDifference([1], [1, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(largestDifference([Number.NaN, 1], [1, 1])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('probing', () => {
  test('measures each ONNX model that is there on each candidate, and a dead probe is a failure, not an end', async () => {
    const jobs: ProbeJob[] = [];
    const { choices } = await probeAll(
      ['silero-vad', 'flite', 'moonshine-tiny'],
      ['cpu', 'webgpu'],
      async (job) => {
        jobs.push(job);
        return job.provider === 'webgpu' && job.model === 'silero-v6'
          ? null
          : measured(job.provider, job.provider === 'cpu' ? 9 : 2, job);
      },
    );
    expect(jobs.map(({ model, provider }) => `${model} on ${provider}`)).toEqual([
      'silero-v6 on cpu',
      'silero-v6 on webgpu',
      'moonshine-tiny on cpu',
      'moonshine-tiny on webgpu',
    ]);
    expect(choices.map(({ provider, reason }) => `${provider}: ${reason}`)).toEqual([
      'cpu: only-cpu-works',
      'webgpu: fastest',
    ]);
  });
});

describe('the file of choices', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-providers-'));
    file = path.join(folder, 'new', 'providers.json');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('gives back what was written, for the same onnxruntime on the same computer', async () => {
    await writeChosenProviders(file, 'here', { m: 'webgpu' });
    expect(await readChosenProviders(file, 'here')).toEqual({ m: 'webgpu' });
    expect(await readChosenProviders(file)).toEqual({ m: 'webgpu' });
    expect(await readChosenProviders(file, 'elsewhere')).toEqual({});
    expect(fs.readdirSync(path.dirname(file))).toEqual(['providers.json']);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":2,"validFor":"here","models":{}}',
    '{"version":1,"validFor":"here","models":{"m":"quantum"}}',
    '{"version":1,"validFor":"here","models":{"m":"cpu"},"more":1}',
  ])('damaged to %j it counts as no choice: CPU then', async (text) => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, text);
    expect(await readChosenProviders(file, 'here')).toEqual({});
  });

  test('missing it counts as no choice', async () => {
    expect(await readChosenProviders(file)).toEqual({});
  });
});
