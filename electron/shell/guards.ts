import type { Session, WebContents } from 'electron';
import type { WindowRole } from '../../shared/ipc.ts';
import { permits, type OpenGates } from '../privacy/permissions.ts';
import { APP_ORIGIN, APP_SCHEME } from './app-protocol.ts';

/** Which of Beside's windows a WebContents is, if any. */
export type RoleOf = (contents: WebContents | null) => WindowRole | null;

/** Denies by default: permissions, devices, downloads, and every request that leaves the app. */
export function guardSession(session: Session, roleOf: RoleOf, gates: () => OpenGates): void {
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
  session.webRequest.onBeforeRequest((details, callback) => {
    // blob: and data: never leave the process; everything else but the app's own scheme would.
    const inside = new URL(details.url).protocol;
    callback({ cancel: ![`${APP_SCHEME}:`, 'file:', 'blob:', 'data:', 'devtools:'].includes(inside) });
  });
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
