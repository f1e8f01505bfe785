import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { ANY_DISPLAY, type OverlayForm } from '../../shared/overlay.ts';
import type { Settings } from '../../shared/settings.ts';
import { ClickThrough } from './click-through.ts';
import { BAR_HEIGHT, barOf, CARD_MIN, cardOf, cardOn, displayFor, type Display } from './overlay-place.ts';
import type { Windows } from './windows.ts';

export interface OverlayPorts {
  settings(): Settings['overlay'];
  remember(change: Partial<Settings['overlay']>): void;
  show(form: OverlayForm): void;
}

/** The overlay's window: its form, and its place on each display. */
export class OverlayWindow {
  readonly window: BrowserWindow;
  readonly #ports: OverlayPorts;
  readonly #clicks: ClickThrough;
  #form: OverlayForm;
  #cardHeight: number;

  constructor(windows: Windows, ports: OverlayPorts) {
    this.#ports = ports;
    this.#form = ports.settings().form;
    const display =
      displayFor(displaysNow(), ports.settings().display) ?? asDisplay(screen.getPrimaryDisplay());
    const card = this.#cardOn(display);
    this.#cardHeight = card.height;
    this.window = windows.openOverlay(this.#form === 'bar' ? barOf(card, display) : card);
    this.#clicks = new ClickThrough(this.window, process.platform);
    this.#limit();
    ports.show(this.#form);
    // It is a companion on every desktop. Only macOS has full-screen spaces of their own.
    this.window.setVisibleOnAllWorkspaces(true, {
      visibleOnFullScreen: true,
      skipTransformProcessType: true,
    });
    // Linux has no "moved" and "resized".
    this.window.on('move', () => this.#remember());
    this.window.on('resize', () => this.#remember());
    screen.on('display-removed', () => this.#backOnScreen());
  }

  setForm(form: OverlayForm): void {
    if (form === this.#form) return;
    const bounds = this.window.getBounds();
    const display = this.#display();
    if (this.#form === 'card') this.#cardHeight = bounds.height;
    this.#form = form;
    this.#ports.remember({ form });
    this.#clicks.pointer(true, form);
    this.#limit();
    this.window.setBounds(
      form === 'bar' ? barOf(bounds, display) : cardOf(bounds, this.#cardHeight, display),
    );
    this.#ports.show(form);
  }

  /** The pointer is over something that takes clicks, or not. */
  pointer(over: boolean): void {
    this.#clicks.pointer(over, this.#form);
  }

  /** The person asked for it: it may have the focus. */
  bringUp(): void {
    this.window.show();
    this.window.focus();
  }

  #limit(): void {
    if (this.#form === 'bar') {
      this.window.setMinimumSize(CARD_MIN.width, BAR_HEIGHT);
      this.window.setMaximumSize(10_000, BAR_HEIGHT);
    } else {
      this.window.setMaximumSize(10_000, 10_000);
      this.window.setMinimumSize(CARD_MIN.width, CARD_MIN.height);
    }
  }

  #remember(): void {
    const bounds = this.window.getBounds();
    const display = this.#display();
    const isBar = bounds.height === BAR_HEIGHT;
    // A change of form is on its way, and the window is still what it was.
    if (isBar !== (this.#form === 'bar')) return;
    const card = isBar ? cardOf(bounds, this.#cardHeight, display) : bounds;
    this.#ports.remember({
      display: display.id,
      places: { ...this.#ports.settings().places, [display.id]: card },
    });
  }

  /** Its display was unplugged: it goes to where it was left on the one that is there. */
  #backOnScreen(): void {
    const [display] = displaysNow();
    if (!display || this.window.isDestroyed()) return;
    const { x, y, width, height } = this.window.getBounds();
    const seen = displaysNow().some(
      ({ workArea: area }) =>
        x < area.x + area.width && x + width > area.x && y < area.y + area.height && y + height > area.y,
    );
    if (seen) return;
    const card = this.#cardOn(display);
    this.#cardHeight = card.height;
    this.window.setBounds(this.#form === 'bar' ? barOf(card, display) : card);
  }

  #cardOn(display: Display): Rectangle {
    const { places } = this.#ports.settings();
    return cardOn(display, places[display.id] ?? places[ANY_DISPLAY]);
  }

  #display(): Display {
    return asDisplay(screen.getDisplayMatching(this.window.getBounds()));
  }
}

const asDisplay = ({ id, workArea }: Electron.Display): Display => ({ id: String(id), workArea });

/** The main one first. */
function displaysNow(): readonly Display[] {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(asDisplay);
}
