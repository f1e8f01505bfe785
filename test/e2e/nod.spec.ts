import { expect, test } from '@playwright/test';
import { openDesk } from './support/overlay.ts';

test('a sign of listening is seen for a second, where nothing may move too, and is announced to nobody', async () => {
  const desk = await openDesk();
  try {
    const nod = (nods: number): Promise<void> =>
      desk.app.evaluate(({ BrowserWindow }, given) => {
        for (const { webContents } of BrowserWindow.getAllWindows())
          if (webContents.getURL().includes('/overlay/'))
            webContents.send('snapshot.changed', { nods: given, floor: 'hearing' });
      }, nods);
    const badge = desk.overlay.getByTestId('floor-badge');
    const spoken = (): Promise<string[]> => desk.overlay.locator('[aria-live]').allTextContents();
    const icons = (): Promise<boolean[]> =>
      Promise.all([0, 1].map((i) => badge.locator('svg').nth(i).isVisible()));
    await nod(0);
    await expect(badge).toHaveAttribute('data-floor', 'hearing');
    const before = await spoken();
    await nod(1);
    await expect(badge).toHaveAttribute('data-nods', 'true');
    expect(await icons()).toEqual([true, false]);
    await expect(badge).toHaveAttribute('data-nods', 'false');
    await desk.overlay.emulateMedia({ reducedMotion: 'reduce' });
    await nod(2);
    await expect(badge).toHaveAttribute('data-nods', 'true');
    expect(await icons()).toEqual([false, true]);
    expect(await spoken()).toEqual(before);
  } finally {
    await desk.close();
  }
});
