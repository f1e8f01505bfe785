// Stands in for Electron's default app, which the fallback's archive lacks:
// `electron [-r module]... [--flags] <path> [arguments]`.
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

function parse(argv) {
  const preload = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i];
    if (argument === '-r' || argument === '--require') preload.push(argv[++i]);
    else if (argument.startsWith('--require=')) preload.push(argument.slice('--require='.length));
    else if (argument.startsWith('--app=')) return { preload, target: argument.slice('--app='.length) };
    else if (!argument.startsWith('-')) return { preload, target: argument };
    else if (argument === '-v' || argument === '--version') printAndExit(`v${process.versions.electron}`);
    else if (argument === '-a' || argument === '--abi') printAndExit(process.versions.modules);
  }
  console.error('usage: electron [options] <path-to-app>');
  return process.exit(1);
}

function printAndExit(text) {
  console.log(text);
  process.exit(0);
}

function readManifest(folder) {
  const file = path.join(folder, 'package.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

function applyManifest(manifest) {
  const name = manifest.productName || manifest.name;
  if (manifest.version) app.setVersion(manifest.version);
  if (name) app.name = name;
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
}

const { preload, target } = parse(process.argv.slice(1));
if (preload.length > 0) Module._preloadModules(preload);
process.defaultApp = true;

const resolved = path.resolve(target);
const isFolder = fs.statSync(resolved).isDirectory();
const appFolder = isFolder ? resolved : path.dirname(resolved);
const manifest = readManifest(appFolder);
if (isFolder) applyManifest(manifest);
app.setAppPath(appFolder);

const entry = Module._resolveFilename(resolved, null, true);
if (entry.endsWith('.mjs') || (entry.endsWith('.js') && manifest.type === 'module')) {
  import(pathToFileURL(entry).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
} else {
  Module._load(entry, Module, true);
}
