import { registerHooks } from 'node:module';

const standIn = new URL('../../scenarios/support/electron.ts', import.meta.url).href;

/**
 * What asks for Electron's module in this process gets the scenarios' stand-in, as it does in their tests. To be called
 * before the harness is imported, and so with `await import()`: an import statement runs first.
 */
export function standInForElectron(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
}
