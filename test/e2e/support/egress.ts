import { expect } from '@playwright/test';
import type { EgressEntry } from '../../../shared/egress.ts';
import type { Desk } from './overlay.ts';
import type { Trap } from './trap.ts';

export async function entryOf(desk: Desk, process: string, host: string): Promise<EgressEntry | undefined> {
  const { entries } = (await desk.snapshot()).egress;
  return entries.find((entry) => entry.process === process && entry.host === host);
}

/** So many tries of this process stand in the ledger as refused, and none of them has arrived. */
export async function expectRefused(
  desk: Desk,
  trap: Trap,
  process: string,
  attempts: number,
): Promise<void> {
  await expect
    .poll(() => entryOf(desk, process, trap.host), { timeout: 10_000 })
    .toMatchObject({ purpose: null, refused: true, attempts, bytesSent: 0, bytesReceived: 0 });
  expect(trap.caught()).toBe(0);
  const words = process.charAt(0).toUpperCase() + process.slice(1);
  await openPanel(desk);
  const shown = desk.overlay.getByTestId('egress-entry').filter({ hasText: `${words} → ${trap.host}` });
  await expect(shown).toContainText(attempts === 1 ? 'refused, nothing sent' : `refused ${attempts} times`);
  const said = `The ${process} tried to reach ${trap.host} and was refused. Nothing was sent.`;
  await expect(desk.overlay.getByTestId('notice').filter({ hasText: said })).toHaveCount(1);
}

export async function openPanel(desk: Desk): Promise<void> {
  if (await desk.overlay.getByTestId('egress').isVisible()) return;
  await desk.overlay.getByTestId('more').click();
  await desk.overlay.getByTestId('open-egress').click();
}
