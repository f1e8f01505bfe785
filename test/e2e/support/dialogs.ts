import type { ElectronApplication } from '@playwright/test';

/** The person names this file whenever Beside asks where to save something. */
export async function saveInto(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}
