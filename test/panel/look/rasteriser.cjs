// An Electron main that turns an SVG into a PNG of the same size: `electron rasteriser.cjs FROM.svg TO.png WIDTH HEIGHT`.
const fs = require('node:fs');
const { app, BrowserWindow } = require('electron');

const [from, to, width, height] = process.argv.slice(-4);

async function rasterise() {
  await app.whenReady();
  const window = new BrowserWindow({
    width: Number(width),
    height: Number(height),
    useContentSize: true,
    frame: false,
    show: false,
    webPreferences: { offscreen: true },
  });
  await window.loadFile(from);
  // What is loaded is not painted yet, and a picture of nothing is empty.
  let image = await window.webContents.capturePage();
  while (image.isEmpty()) image = await window.webContents.capturePage();
  fs.writeFileSync(to, image.toPNG());
  app.exit(0);
}

void rasterise().catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  app.exit(1);
});
