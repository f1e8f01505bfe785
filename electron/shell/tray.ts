import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { Snapshot } from '../../shared/snapshot.ts';
import { withMark } from './tray-mark.ts';
import { trayFace, type TrayAct, type TrayFace, type TrayItem } from './tray-menu.ts';

const SIZE = 22;

export interface TrayPorts {
  readonly iconPath: string;
  readonly killKey: string | null;
  act(act: TrayAct): void;
}

/** Beside in the tray: the same states and acts as on the overlay. A desktop without a tray shows none, and lacks nothing. */
export class BesideTray {
  readonly #ports: TrayPorts;
  readonly #icon: NativeImage;
  #tray: Tray | null = null;
  #shown = '';
  #closed = false;

  constructor(ports: TrayPorts) {
    this.#ports = ports;
    this.#icon = nativeImage.createFromPath(ports.iconPath).resize({ width: SIZE, height: SIZE });
  }

  update(snapshot: Snapshot): void {
    if (this.#closed) return;
    const face = trayFace(snapshot, this.#ports.killKey, Date.now());
    const text = JSON.stringify(face);
    // The menu is built anew only when it would look different: five times a second would close it under the pointer.
    if (text === this.#shown) return;
    this.#shown = text;
    const image = this.#image(face.mark);
    this.#tray ??= this.#open(image);
    this.#tray.setImage(image);
    this.#tray.setToolTip(face.tooltip);
    this.#tray.setContextMenu(this.#menu(face.items));
  }

  /** Puts the icon up anew, into a tray that has come since: none looks for icons that were there before it. */
  renew(snapshot: Snapshot): void {
    this.#takeDown();
    this.#shown = '';
    this.update(snapshot);
  }

  close(): void {
    this.#closed = true;
    this.#takeDown();
  }

  #takeDown(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }

  #open(image: NativeImage): Tray {
    const tray = new Tray(image);
    // On macOS a click opens the menu itself.
    if (process.platform !== 'darwin') tray.on('click', () => this.#ports.act({ type: 'show' }));
    return tray;
  }

  #menu(items: TrayFace['items']): Menu {
    return Menu.buildFromTemplate(
      items.map((item) => (item === 'line' ? { type: 'separator' } : this.#item(item))),
    );
  }

  #item({ label: words, act, items }: TrayItem): MenuItemConstructorOptions {
    // A single one would be eaten as the mark of an access key: a reminder's name may hold one.
    const label = words.replaceAll('&', '&&');
    if (items) return { label, submenu: items.map((item) => this.#item(item)) };
    return act === null ? { label, enabled: false } : { label, click: () => this.#ports.act(act) };
  }

  #image(mark: TrayFace['mark']): NativeImage {
    const { width, height } = this.#icon.getSize();
    const bitmap = withMark(this.#icon.toBitmap(), width, height, mark);
    return nativeImage.createFromBitmap(Buffer.from(bitmap), { width, height });
  }
}
