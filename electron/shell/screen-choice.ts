import {
  desktopCapturer,
  screen,
  type BrowserWindow,
  type DesktopCapturerSource,
  type Session,
  type Streams,
} from 'electron';
import type { OpenGates } from '../privacy/permissions.ts';
import { isPageOf } from './guards.ts';

/**
 * What the capture window's `getDisplayMedia` gives: the screen that the overlay stands on, or what other programs play;
 * nothing that the person has not opened.
 */
export function chooseScreens(
  session: Session,
  gates: () => OpenGates,
  overlay: () => BrowserWindow | null,
): void {
  session.setDisplayMediaRequestHandler(
    ({ frame, audioRequested }, answer) => {
      const isOpen = (): boolean => gates()[audioRequested ? 'system-sound' : 'screen'];
      const source = isOpen() && isPageOf('capture', frame?.url ?? '') ? screenOf(overlay()) : refused;
      void source
        // It may have been called off while the system listed its screens.
        .then((video) => (isOpen() ? video : refused))
        .then((video) => answer(audioRequested ? { video, audio: 'loopback' } : { video }))
        .catch(() => refuse(answer));
    },
    // macOS 15 asks by itself, where no program can press the button.
    { useSystemPicker: true },
  );
}

/** An empty answer is a refusal, and Electron throws beside it. */
function refuse(answer: (streams: Streams) => void): void {
  try {
    answer({});
  } catch {
    // The page is told all the same.
  }
}

const refused: Promise<DesktopCapturerSource> = Promise.reject(new Error('not opened'));
refused.catch(() => undefined);

async function screenOf(overlay: BrowserWindow | null): Promise<DesktopCapturerSource> {
  const sources = await desktopCapturer.getSources({
    types: ['screen'],
    thumbnailSize: { width: 0, height: 0 },
  });
  const display = overlay && !overlay.isDestroyed() ? screen.getDisplayMatching(overlay.getBounds()) : null;
  const chosen = sources.find(({ display_id: id }) => id === String(display?.id)) ?? sources[0];
  if (!chosen) throw new Error('no screen');
  return chosen;
}
