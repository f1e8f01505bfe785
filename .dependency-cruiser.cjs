/**
 * The layers of the house. Dependencies point inwards:
 * shared ← interaction, privacy ← inference, reasoner, memory, capture, replay ← shell ← main.ts; renderer sees only shared.
 * Type-only imports count: a type that crosses a layer ties the two together just as well.
 */

const npmTypes = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** Imports between our own folders. */
const ownFolders = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(electron|renderer|shared|test|resources|\\.ci)/', pathNot: allowed },
});

/** What a pure layer may not touch: Electron, Node, packages other than `packages`. */
const pure = (name, from, packages, comment) => [
  {
    name: `${name}-no-builtins`,
    comment,
    severity: 'error',
    from: { path: from },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: `${name}-no-packages`,
    comment,
    severity: 'error',
    from: { path: from },
    to: { dependencyTypes: npmTypes, ...(packages ? { pathNot: packages } : {}) },
  },
];

const packageOnlyIn = (name, modulePattern, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(electron|renderer|shared)/', pathNot: allowed },
  to: { path: modulePattern },
});

/** As the resolver may see it: the npm package, or the built-in name. */
const electronModule = '(^|/)node_modules/electron/|^electron$';

const utilsPath = '(^|/)(utils?|helpers?)(/|\\.)';

module.exports = {
  forbidden: [
    ownFolders(
      'shared-alone',
      '^shared/',
      '^shared/',
      'shared is what both sides speak: it depends on nobody.',
    ),
    ...pure(
      'shared',
      '^shared/',
      '(^|/)node_modules/zod/',
      'shared runs in every process: no Node, no packages but zod.',
    ),

    ownFolders(
      'interaction-inwards',
      '^electron/interaction/',
      '^(shared|electron/interaction)/',
      'The engine knows only shared and itself.',
    ),
    ...pure(
      'interaction',
      '^electron/interaction/',
      null,
      'The engine is pure TypeScript: everything else comes in through ports.',
    ),

    ownFolders(
      'privacy-inwards',
      '^electron/privacy/',
      '^(shared|electron/privacy)/',
      'Gates and consent are pure policies.',
    ),
    ...pure(
      'privacy',
      '^electron/privacy/(?!egress-guard/)',
      null,
      'Gates and consent are pure policies. Only the egress guard stands on Node itself.',
    ),
    {
      name: 'egress-guard-no-packages',
      comment: 'The guard is loaded before everything else: Node and our own code, nothing more.',
      severity: 'error',
      from: { path: '^electron/privacy/egress-guard/' },
      to: { dependencyTypes: npmTypes },
    },
    {
      name: 'egress-guard-light',
      comment:
        'Every thread loads the guard: of the contract it takes types and egress-wire.ts, not the schemas.',
      severity: 'error',
      from: { path: '^electron/privacy/egress' },
      to: { path: '^shared/(?!egress-wire)', dependencyTypesNot: ['type-only'] },
    },

    ...['inference', 'reasoner', 'memory', 'capture', 'replay'].map((room) =>
      ownFolders(
        `${room}-inwards`,
        `^electron/${room}/`,
        `^(shared|electron/interaction|electron/privacy|electron/${room})/`,
        `${room} may use shared, interaction and privacy, and no room beside it.`,
      ),
    ),

    ownFolders(
      'shell-inwards',
      '^electron/shell/',
      '^(shared|electron/(interaction|privacy|inference|reasoner|memory|capture|replay|shell))/',
      'The shell uses the rooms; main.ts composes them.',
    ),
    ownFolders(
      'main-inwards',
      '^electron/main\\.ts$',
      '^(shared|electron)/',
      'main.ts composes what lies in electron/.',
    ),

    ownFolders('renderer-only-shared', '^renderer/', '^(renderer|shared)/', 'Renderers see only shared.'),
    {
      name: 'renderer-no-builtins',
      comment: 'Renderers are sandboxed: there is no Node in them.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-and-worklets-apart',
      comment: 'A worklet runs on the audio thread: no page code, no React.',
      severity: 'error',
      from: { path: '^renderer/capture/worklets/' },
      to: { path: '^(renderer/(overlay|control-room|ui)/|node_modules/)' },
    },

    packageOnlyIn(
      'electron-only-at-the-edge',
      electronModule,
      '^electron/(shell/|capture/|main\\.ts$)',
      'Only shell, capture and main.ts import electron.',
    ),
    packageOnlyIn(
      'onnxruntime-only-in-inference',
      '(^|/)node_modules/onnxruntime-',
      '^electron/inference/',
      'Native inference stays in its supervised process.',
    ),
    packageOnlyIn(
      'sqlite-only-in-memory',
      '(^|/)node_modules/(better-sqlite3|libsql)',
      '^electron/memory/',
      'One writer, one place for SQL.',
    ),
    {
      name: 'no-production-import-of-tests-or-scripts',
      comment: 'What ships knows neither tests nor build scripts.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/' },
      to: { path: '^(test|\\.ci)/' },
    },
    {
      name: 'no-circular',
      comment: 'A circle has no layer.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment: 'The module does not exist, or is missing from package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-unlisted-package',
      comment: 'A package that is used is listed in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...[
      ['no-utils', { from: { path: utilsPath, pathNot: '(^|/)node_modules/' }, to: {} }],
      [
        'no-import-of-utils',
        { from: { pathNot: '(^|/)node_modules/' }, to: { path: utilsPath, pathNot: 'node_modules/' } },
      ],
    ].map(([name, rule]) => ({
      name,
      comment: 'Name a file after what it does.',
      severity: 'error',
      ...rule,
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.cjs', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
};
