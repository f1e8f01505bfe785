import { describe, expect, it } from 'vitest';
import { megabytes } from '../../../../../electron/inference/packs/amounts.ts';
import { classifyError, packFault } from '../../../../../electron/inference/packs/faults.ts';
import { PackError } from '../../../../../electron/inference/packs/pack-error.ts';
import { packFaultKindSchema, packFaultSchema } from '../../../../../shared/packs.ts';

const context = { packId: 'voice', title: 'Voice', folder: '/home/me/packs' };
const systemError = (fields: object): Error => Object.assign(new Error('secret https://me:pw@host/'), fields);

describe('naming an error', () => {
  it.each([
    [{ code: 'ENOSPC', syscall: 'write' }, 'disk-full', false],
    [{ code: 'EDQUOT', syscall: 'write' }, 'disk-full', false],
    [{ code: 'EACCES', syscall: 'open' }, 'no-permission', false],
    [{ code: 'EROFS', syscall: 'mkdir' }, 'no-permission', false],
    [{ code: 'EACCES', syscall: 'connect' }, 'unreachable', false],
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'unreachable', false],
    [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'unreachable', true],
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'unreachable', false],
    [{ code: 'EINVALIDPROXY' }, 'unreachable', false],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'unreachable', false],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'connection-lost', true],
    [{ code: 'EIDLETIMEOUT' }, 'connection-lost', true],
    [{ code: 'Z_BUF_ERROR' }, 'truncated', true],
    [{ code: 'Z_DATA_ERROR' }, 'wrong-hash', true],
    [{ statusCode: 404 }, 'not-found', false],
    [{ statusCode: 401 }, 'unreachable', false],
    [{ statusCode: 502 }, 'unreachable', true],
    [{ code: 'SOMETHING_ELSE' }, 'internal', false],
  ] as const)('takes %o for %s', (fields, kind, retry) => {
    expect(classifyError(systemError(fields))).toMatchObject({ kind, retry });
  });

  it('takes anything that is no error for an internal one', () => {
    for (const odd of [null, undefined, 'text', 3, {}]) expect(classifyError(odd).kind).toBe('internal');
  });
});

describe('the sentence of a fault', () => {
  it.each(packFaultKindSchema.options)('is whole and says what to do, for %s', (kind) => {
    const fault = packFault(new PackError(kind), context);
    expect(packFaultSchema.parse(fault)).toEqual({ kind, packId: 'voice', message: fault.message });
    expect(fault.message).toMatch(/^[A-Z].*[a-z]\. ?.*(again|folder|Update|Install|Check|free|Choose)/s);
    expect(fault.message).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('shows nothing of the error itself', () => {
    for (const code of ['ECONNRESET', 'ENOTFOUND', 'ENOSPC', 'WHATEVER']) {
      const { message } = packFault(systemError({ code }), context);
      expect(message).not.toMatch(/secret|me:pw|Error|\n\s+at /);
    }
  });

  it('names sizes, folder and source where they are known', () => {
    const message = (error: unknown): string => packFault(error, context).message;
    expect(message(new PackError('disk-full', { neededBytes: 115e6, freeBytes: 4.25e6 }))).toBe(
      'Voice: the disk is full: 115 MB are needed and 4.3 MB are free. Free some space on the disk of /home/me/packs, then try again.',
    );
    expect(
      message(new PackError('not-found', { package: 'a@1', host: 'npm.example', status: 404 })),
    ).toContain('the npm package a@1 at npm.example does not have it (404)');
    expect(message(new PackError('bad-import-folder', { folder: '/usb', missing: ['a', 'b'] }))).toContain(
      '/usb: a, b.',
    );
    expect(message(new PackError('unreachable', { status: 407 }))).toContain('proxy');
  });

  it('gives sizes in MB', () => {
    expect([0, 1, 2_327_524, 9_960_000, 62_999_999].map(megabytes)).toEqual([
      '0 MB',
      '0.1 MB',
      '2.3 MB',
      '10 MB',
      '63 MB',
    ]);
  });
});
