import { app, type Session, type WebContents } from 'electron';
import type { WindowRole } from '../../shared/ipc.ts';
import { hostOfAddress, refusedNote } from '../privacy/egress.ts';
import { permits, type OpenGates } from '../privacy/permissions.ts';
import { APP_ORIGIN, APP_SCHEME } from './app-protocol.ts';
import { egressGate } from './egress-gate.ts';

/** Which of Beside's windows a WebContents is, if any. */
export type RoleOf = (contents: WebContents | null) => WindowRole | null;

/** Never leave the process; everything else but the app's own scheme would. */
const INSIDE = new Set([`${APP_SCHEME}:`, 'file:', 'blob:', 'data:', 'devtools:']);

/** The pages, as the ledger calls them. */
export const pageNames = { overlay: 'overlay', capture: 'sound window' } as const satisfies Record<
  WindowRole,
  string
>;

/**
 * Roads that lead by the session's guard, before any page is: hints to look up a name or to connect early, and calls
 * between browsers over TCP. Chromium finds no host at all, not even one that is named by its number.
 */
export function closeSideRoads(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  // A session that begins would fetch a dictionary from Google at once, `spellcheck: false` in every window or not (seen in
  // a net log); for no language there is none to fetch.
  app.on('session-created', (session) => {
    session.setSpellCheckerLanguages([]);
    session.setSpellCheckerEnabled(false);
  });
  app.on('web-contents-created', (_event, contents) => {
    // The same calls over UDP.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** Denies by default, in Beside's own session and in any other that ever comes to be. */
export function guardSessions(own: Session, roleOf: RoleOf, gates: () => OpenGates): void {
  guardSession(own, roleOf, gates);
  app.on('session-created', (session) => guardSession(session, roleOf, gates));
}

/** Permissions, devices, downloads, and every request that leaves the app. */
function guardSession(session: Session, roleOf: RoleOf, gates: () => OpenGates): void {
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(permits(roleOf(contents), { permission, mediaTypes }, gates()));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    return permits(roleOf(contents), { permission, mediaTypes }, gates());
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url, webContents }, callback) => {
    const { protocol, hostname } = new URL(url);
    // A file with a host lies on another computer.
    const inside = INSIDE.has(protocol) && (protocol !== 'file:' || hostname === '');
    if (!inside) noteRefused(url, webContents ?? null, roleOf);
    callback({ cancel: !inside });
  });
}

/** No grant is for a page, nor for Electron's own network in main. */
function noteRefused(address: string, contents: WebContents | null, roleOf: RoleOf): void {
  const role = roleOf(contents);
  const page = role === null ? 'unknown page' : pageNames[role];
  const process = contents === null ? 'main process' : page;
  egressGate.noted(process, [refusedNote(hostOfAddress(address) ?? 'unreadable', Date.now())]);
}

/** A page stays what it was loaded as: no navigation, no windows, no embedded pages. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Whether an address is the page of this role. */
export function isPageOf(role: WindowRole, address: string): boolean {
  return address.startsWith(`${APP_ORIGIN}/${role}/`);
}
