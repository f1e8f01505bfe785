import { expect, test } from 'vitest';
import { permits } from '../../../../electron/privacy/permissions.ts';

test('of everything that a window could ask for, one thing is allowed: sound, for the capture window, with the gate open', () => {
  const allowed: string[] = [];
  for (const role of ['overlay', 'capture', null] as const)
    for (const permission of [
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
    ])
      for (const mediaTypes of [[], ['audio'], ['video'], ['audio', 'video'], ['audio', 'audio'], ['']])
        for (const microphone of [true, false])
          if (permits(role, { permission, mediaTypes }, { microphone }))
            allowed.push(`${role} ${permission} ${mediaTypes.join('+')} ${microphone ? 'open' : 'closed'}`);
  expect(allowed).toEqual(['capture media audio open', 'capture media audio+audio open']);
});
