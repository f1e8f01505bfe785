import fs from 'node:fs';
import path from 'node:path';

/** electron-store asks Electron for its folders as it loads; its one job here is to write a file. */
class FakeElectronStore {
  readonly #file: string;

  constructor({ cwd, name }: { cwd: string; name: string }) {
    this.#file = path.join(cwd, `${name}.json`);
  }

  set store(value: unknown) {
    fs.writeFileSync(this.#file, JSON.stringify(value));
  }
}

/** Stands in for the package, whose export is its default. */
export const fakeElectronStore = (): { readonly default: typeof FakeElectronStore } => ({
  default: FakeElectronStore,
});
