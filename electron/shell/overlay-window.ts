import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { ANY_DISPLAY, type OverlayForm } from '../../shared/overlay.ts';
import type { Settings } from '../../shared/settings.ts';
import { ClickThrough } from './click-through.ts';
import {
  BAR_HEIGHT,
  barOf,
  CARD_MIN,
  cardOf,
  cardOn,
  displayFor,
  isReachable,
  type Display,
} from './overlay-place.ts';
import type { Windows } from './windows.ts';

export interface OverlayPorts {
  settings(): Settings['overlay'];
  remember(change: Partial<Settings['overlay']>): void;
  show(form: OverlayForm): void;
}

/** A desktop takes a moment to put its windows in order. */
const SETTLING_MS = 2000;

/** The overlay's window: its form, and its place on each display. */
export class OverlayWindow {
  readonly window: BrowserWindow;
  readonly #ports: OverlayPorts;
  readonly #clicks: ClickThrough;
  #form: OverlayForm;
  #cardHeight: number;
  #displaysChangeUntilMs = 0;
  #settling: ReturnType<typeof setTimeout> | null = null;

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
    screen.on('display-added', () => this.#displaysChanged());
    screen.on('display-removed', () => this.#displaysChanged());
    screen.on('display-metrics-changed', () => this.#displaysChanged());
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
    const display = this.#display();
    if (!isReachable(this.window.getBounds(), display.workArea)) this.#placeOn(display);
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
    // The system moves windows by itself when displays come and go: that is no choice of the person's.
    if (Date.now() < this.#displaysChangeUntilMs) return;
    const bounds = this.window.getBounds();
    const display = this.#display();
    // Not exactly: a scaled display rounds.
    const isBar = bounds.height < CARD_MIN.height / 2;
    // A change of form is on its way, and the window is still what it was.
    if (isBar !== (this.#form === 'bar')) return;
    const card = isBar ? cardOf(bounds, this.#cardHeight, display) : bounds;
    this.#ports.remember({
      display: display.id,
      places: { ...this.#ports.settings().places, [display.id]: card },
    });
  }

  /** Displays came, went or changed: to the one it was last used on, where it was left there, once all has settled. */
  #displaysChanged(): void {
    this.#displaysChangeUntilMs = Date.now() + SETTLING_MS;
    if (this.#settling) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      const display = displayFor(displaysNow(), this.#ports.settings().display);
      if (!display || this.window.isDestroyed()) return;
      const there =
        this.#display().id === display.id && isReachable(this.window.getBounds(), display.workArea);
      if (!there) this.#placeOn(display);
    }, SETTLING_MS / 2);
  }

  #placeOn(display: Display): void {
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
