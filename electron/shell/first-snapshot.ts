import { FALLBACK_VOICE } from '../../shared/inference.ts';
import { defaultManners } from '../../shared/manners.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { clickThroughHere } from './click-through.ts';
import { allOff } from './invited-control.ts';

/** The picture before anything has told of itself. */
export function firstSnapshot(beside: string): Snapshot {
  return {
    versions: { beside, electron: process.versions.electron, onnxruntime: null },
    floor: 'idle',
    nods: 0,
    microphone: { state: 'off' },
    duplex: { mode: 'full', reason: null },
    invited: allOff,
    levelDbfs: null,
    systemSoundDbfs: null,
    echo: 'unknown',
    lines: [],
    cues: [],
    manners: defaultManners,
    quiet: null,
    abilities: { hear: false, speak: false },
    lateCells: null,
    host: 'starting',
    packs: { states: [], wanted: [], fetching: null, faults: [] },
    voice: { wanted: FALLBACK_VOICE, speaking: FALLBACK_VOICE, natural: 'not-wanted' },
    notices: [],
    egress: { entries: [], bytesSent: 0, bytesReceived: 0, refused: 0 },
    killKey: null,
    tray: 'unknown',
    theme: 'system',
    overlay: { form: 'card', clickThrough: clickThroughHere(process.platform) },
    shownAround: true,
  };
}
