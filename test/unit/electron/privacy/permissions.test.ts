import { expect, test } from 'vitest';
import { permits, type OpenGates } from '../../../../electron/privacy/permissions.ts';

const permissions = [
  'media',
  'display-capture',
  'geolocation',
  'notifications',
  'clipboard-read',
  'midi',
  'fullscreen',
  'hid',
  'unknown',
  '',
];
const types = [[], ['audio'], ['video'], ['audio', 'video'], ['audio', 'audio'], ['']];
const closed: OpenGates = { microphone: false, camera: false, screen: false, 'system-sound': false };

/** Everything that any window could ask for, and is given. */
function allowed(gates: OpenGates): string[] {
  const given: string[] = [];
  for (const role of ['overlay', 'capture', null] as const)
    for (const permission of permissions)
      for (const mediaTypes of types)
        if (permits(role, { permission, mediaTypes }, gates))
          given.push([role, permission, mediaTypes.join('+')].join(' ').trimEnd());
  return given;
}

test('with every gate closed nothing is allowed to anybody', () => {
  expect(allowed(closed)).toEqual([]);
});

test('an open microphone is sound for the capture window, and nothing else', () => {
  expect(allowed({ ...closed, microphone: true })).toEqual([
    'capture media audio',
    'capture media audio+audio',
  ]);
});

test('an open camera is a picture for the capture window, and no sound', () => {
  expect(allowed({ ...closed, camera: true })).toEqual(['capture media video']);
});

test.each(['screen', 'system-sound'] as const)(
  'an open %s is asked for under a name of its own',
  (stream) => {
    const given = allowed({ ...closed, [stream]: true });
    expect(given).toContain('capture media');
    expect(
      new Set(given.filter((what) => what !== 'capture media').map((what) => what.split(' ')[1])),
    ).toEqual(new Set(['display-capture']));
  },
);
