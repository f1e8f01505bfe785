import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  partsByPackage,
  planJobs,
  sourceOf,
  totalBytes,
  wantedByEntry,
  wantedFiles,
  type Attempt,
} from '../../../../../electron/inference/packs/plan.ts';
import type { PackSource } from '../../../../../shared/packs.ts';

const anySource: fc.Arbitrary<PackSource> = fc.oneof(
  fc.record({
    kind: fc.constant('npm' as const),
    package: fc.constantFrom('a', '@s/a', 'b'),
    version: fc.constantFrom('1.0.0', '2.0.0'),
    path: fc.constantFrom('x', 'y', 'z'),
  }),
  fc.record({
    kind: fc.constant('npm-parts' as const),
    parts: fc.array(
      fc.record({
        package: fc.constantFrom('a', 'b'),
        version: fc.constant('1.0.0'),
        path: fc.constantFrom('x', 'y'),
        bytes: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('url' as const),
    url: fc.constantFrom('https://u.example/1', 'https://u.example/2'),
  }),
);

const anyAttempt: fc.Arbitrary<Attempt> = fc.record({
  source: fc.nat(2),
  wanted: fc.record({
    packId: fc.constantFrom('p', 'q'),
    title: fc.constant('P'),
    file: fc.record({
      path: fc.constantFrom('f', 'g'),
      bytes: fc.integer({ min: 1, max: 9 }),
      sha256: fc.constant('0'.repeat(64)),
      licence: fc.constant('MIT'),
      sources: fc.array(anySource, { minLength: 1, maxLength: 3 }),
    }),
  }),
});

describe('the plan of a fetch', () => {
  it('has every attempt that has a source exactly once', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt), (attempts) => {
        const planned = planJobs(attempts).flatMap((job) => job.attempts);
        const able = attempts.filter((attempt) => sourceOf(attempt) !== null);
        expect(planned).toHaveLength(able.length);
        expect(new Set(planned)).toEqual(new Set(able));
      }),
    );
  });

  it('downloads no tarball and no address twice, and puts each file with its own source', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt), (attempts) => {
        const jobs = planJobs(attempts);
        const downloads = jobs.map((job) => JSON.stringify({ ...job, attempts: [] }));
        expect(new Set(downloads).size).toBe(downloads.length);
        for (const job of jobs) {
          for (const attempt of job.attempts) {
            const { attempts: _, ...download } = job;
            expect(sourceOf(attempt)).toMatchObject(download);
          }
        }
      }),
    );
  });

  it('finds every wanted file of a tarball by its path', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt), (attempts) => {
        for (const job of planJobs(attempts)) {
          const found = [...wantedByEntry(job.attempts).values()].flat();
          expect(found).toHaveLength(job.kind === 'npm' ? job.attempts.length : 0);
        }
      }),
    );
  });

  it('places the parts of a file one after the other, whatever package brings them', () => {
    const anyPart = fc.record({
      package: fc.constantFrom('a', 'b', 'c'),
      version: fc.constantFrom('1.0.0', '2.0.0'),
      path: fc.string(),
      bytes: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(anyPart), (parts) => {
        const groups = partsByPackage(parts);
        for (const group of groups)
          expect(new Set(group.map((part) => `${part.package}@${part.version}`)).size).toBe(1);
        let at = 0;
        for (const placed of groups.flat().toSorted((one, other) => one.at - other.at)) {
          expect(placed.at).toBe(at);
          at += placed.bytes;
        }
        expect(at).toBe(parts.reduce((sum, part) => sum + part.bytes, 0));
      }),
    );
  });

  it('wants only what is not ready', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt, { minLength: 1, maxLength: 5 }), fc.boolean(), (attempts, ready) => {
        const files = attempts.map((attempt) => attempt.wanted.file);
        const pack = { id: 'p', title: 'P', purpose: 'For tests.', files };
        const wanted = wantedFiles([pack], () => ready);
        expect(totalBytes(wanted)).toBe(ready ? 0 : files.reduce((sum, file) => sum + file.bytes, 0));
      }),
    );
  });
});
