import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { commandPath } from '../../../.ci/system.ts';
import type { Desk } from './overlay.ts';

/** A tray of the old kind, which takes windows in (XEmbed): trayer, in the upper left corner of the room's screen. */

/** For `test.skip(condition, reason)`: null when there is one. */
export const missingOldTray = (): string | null =>
  commandPath('trayer') === null ? "a tray of the old kind is Debian's trayer, which is not installed" : null;

export interface OldTray {
  readonly picture: (desk: Desk) => Promise<Picture>;
  readonly close: () => Promise<void>;
}

export interface Picture {
  readonly png: Buffer;
  /** Pixels that are not of the tray's own colour. */
  readonly ink: number;
}

const SIZE = { width: 64, height: 30 } as const;

export async function openOldTray(): Promise<OldTray> {
  const { width, height } = SIZE;
  const place = `--edge top --align left --widthtype pixel --width ${width} --heighttype pixel --height ${height}`;
  const look = '--transparent true --alpha 0 --tint 0xffffff --SetDockType true';
  const child = spawn('trayer', `${place} ${look}`.split(' '), { stdio: 'ignore' });
  await expect.poll(() => windowsOf('trayer')).toBeGreaterThan(0);
  return {
    picture,
    close: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

function windowsOf(name: string): number {
  try {
    return execFileSync('xdotool', ['search', '--onlyvisible', '--class', name], { encoding: 'utf8' })
      .trim()
      .split('\n').length;
  } catch {
    // It ends with 1 where it finds none.
    return 0;
  }
}

/** What an eye sees there: cut out of the screen itself. */
async function picture(desk: Desk): Promise<Picture> {
  const { png, pixels } = await desk.app.evaluate(async ({ desktopCapturer, screen }, size) => {
    const thumbnailSize = screen.getPrimaryDisplay().size;
    const [whole] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize });
    if (!whole) throw new Error('there is no screen');
    const cut = whole.thumbnail.crop({ x: 0, y: 0, ...size });
    return { png: cut.toPNG().toString('base64'), pixels: cut.toBitmap().toString('base64') };
  }, SIZE);
  return { png: Buffer.from(png, 'base64'), ink: inkOf(Buffer.from(pixels, 'base64')) };
}

/** Pixels that differ from the most common one. */
function inkOf(pixels: Buffer): number {
  const counts = new Map<number, number>();
  for (let at = 0; at + 4 <= pixels.length; at += 4) {
    const colour = pixels.readUInt32LE(at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return pixels.length / 4 - Math.max(...counts.values());
}
