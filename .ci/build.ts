import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { build as bundle, type BuildOptions } from 'esbuild';
import react from '@vitejs/plugin-react';
import { build as buildPages, type InlineConfig } from 'vite';
import { isEntry, main, say } from './commands.ts';
import { markBuilt } from './freshness.ts';
import { inRoot, outFolder, root } from './paths.ts';

const nodeEntries = {
  main: 'electron/main.ts',
  'egress-guard': 'electron/privacy/egress-guard/entry.ts',
  'inference-host': 'electron/inference/host.ts',
  'lane-worker': 'electron/inference/lane-worker.ts',
  pronunciations: 'electron/inference/models/phonemes/pronunciations.ts',
  'pack-fetcher': 'electron/inference/packs/fetcher-process.ts',
  'packs-cli': 'electron/inference/packs/cli.ts',
  'replay-cli': 'electron/replay/cli.ts',
  'provider-probe': 'electron/inference/providers/probe-process.ts',
  'voice-probe': 'electron/inference/voice-bench/probe-process.ts',
  'preload-overlay': 'electron/shell/preload/overlay.ts',
  'preload-capture': 'electron/shell/preload/capture.ts',
} as const;

const pages = {
  overlay: 'renderer/overlay/index.html',
  capture: 'renderer/capture/index.html',
} as const;

const workletsFolder = 'renderer/capture/worklets';

const shared = {
  bundle: true,
  absWorkingDir: root,
  sourcemap: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** A sandboxed preload may only require 'electron'; Node-side entries leave native modules to be found at run time. */
const nodeOptions = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['electron', 'onnxruntime-node'],
  outdir: outFolder,
  outExtension: { '.js': '.cjs' },
  // In CommonJS output `import.meta.url` would be empty.
  define: {
    'import.meta.url': '__moduleUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
} as const satisfies BuildOptions;

const preloadOptions = {
  ...nodeOptions,
  external: ['electron'],
  define: {},
  banner: {},
} as const satisfies BuildOptions;

const workletOptions = {
  ...shared,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  outdir: inRoot('out/renderer/worklets'),
} as const satisfies BuildOptions;

/**
 * Each page is whole in its own folder. Nothing inline and nothing injected, so that the pages run under a policy of
 * `script-src 'self'`: no module-preload polyfill, no data: assets.
 */
const pageOptions = (name: string): InlineConfig => ({
  configFile: false,
  root: inRoot('renderer', name),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: inRoot('out/renderer', name),
    emptyOutDir: true,
    // Electron 33, the oldest that runs it, carries Chromium 130.
    target: 'chrome130',
    sourcemap: true,
    modulePreload: { polyfill: false },
    // Read from this disk, not over a network.
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
  },
});

type Task = () => Promise<unknown>;

const isWorklet = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.d.ts');

const buildWorklets: Task = () => {
  const files = fs.readdirSync(inRoot(workletsFolder)).filter(isWorklet);
  if (files.length === 0) throw new Error(`${workletsFolder} holds no worklet`);
  return bundle({ ...workletOptions, entryPoints: files.map((file) => `${workletsFolder}/${file}`) });
};

const buildNodeEntry =
  (name: string, source: string): Task =>
  () =>
    bundle({
      ...(name.startsWith('preload-') ? preloadOptions : nodeOptions),
      entryPoints: { [name]: source },
    });

const buildPage =
  (name: string): Task =>
  () =>
    buildPages(pageOptions(name));

interface Entry {
  readonly name: string;
  readonly source: string;
  readonly build: Task;
}

const entries: readonly Entry[] = [
  ...Object.entries(nodeEntries).map(([name, source]) => ({
    name,
    source,
    build: buildNodeEntry(name, source),
  })),
  ...Object.entries(pages).map(([name, source]) => ({ name, source, build: buildPage(name) })),
  { name: 'worklets', source: workletsFolder, build: buildWorklets },
];

function select(names: readonly string[]): readonly Entry[] {
  if (names.length === 0) return entries;
  return names.map((name) => {
    const entry = entries.find((candidate) => candidate.name === name);
    if (!entry)
      throw new Error(
        `There is no entry "${name}". Known: ${entries.map((known) => known.name).join(', ')}.`,
      );
    return entry;
  });
}

/** Builds the named entries, or all of them. */
export async function build(names: readonly string[] = []): Promise<void> {
  const chosen = select(names);
  const lacking = chosen.filter((entry) => !fs.existsSync(inRoot(entry.source)));
  if (lacking.length > 0)
    throw new Error(`These sources do not exist: ${lacking.map((entry) => entry.source).join(', ')}.`);
  if (names.length === 0) fs.rmSync(outFolder, { recursive: true, force: true });
  await Promise.all(chosen.map((entry) => entry.build()));
  if (names.length === 0) markBuilt();
}

if (isEntry(import.meta)) {
  await main(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { quiet: { type: 'boolean', default: false } },
    });
    const startedAt = performance.now();
    await build(positionals);
    if (!values.quiet)
      say(
        `build: ${positionals.join(', ') || 'everything'} in ${Math.round(performance.now() - startedAt)} ms`,
      );
  });
}
