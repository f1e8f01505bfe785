import { ANY_DISPLAY } from './overlay.ts';
import { defaultSettings, settingsSchema, type Settings } from './settings.ts';

/** One step a version: takes what version N wrote, gives what N+1 reads. Index 0 makes version 1 of nothing. */
const steps: readonly ((stored: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>)[] = [
  // Before version 1 nothing was released: an unversioned file is read as an incomplete version 1.
  (stored) => ({ ...stored, version: 1 }),
  // One place for all displays became one for each; the old one stands for those that have none.
  ({ overlay, ...others }) => {
    if (overlay === undefined) return { ...others, version: 2 };
    // Damage stays damage: the schema says so.
    if (typeof overlay !== 'object' || overlay === null) return { ...others, overlay, version: 2 };
    const { bounds, ...kept } = overlay as { readonly bounds?: unknown };
    const places = bounds === undefined || bounds === null ? {} : { [ANY_DISPLAY]: bounds };
    return { ...others, overlay: { ...kept, places }, version: 2 };
  },
  // Manners came: nobody had set any, so that the defaults are what held.
  (stored) => ({ ...stored, version: 3 }),
  // A choice of policies came; until then there was one, which is the default.
  (stored) => ({ ...stored, version: 4 }),
];

export type ReadSettings =
  | { readonly kind: 'read'; readonly settings: Settings }
  /** Written by a newer Beside: not touched, defaults are used. */
  | { readonly kind: 'from-the-future'; readonly version: number }
  | { readonly kind: 'damaged' };

/** Reads what is stored: older versions are brought up, missing values are the defaults, wrong ones damage. */
export function readSettings(stored: unknown): ReadSettings {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return { kind: 'damaged' };
  let current = stored as Readonly<Record<string, unknown>>;
  const version = current['version'] ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) return { kind: 'damaged' };
  if (version > steps.length) return { kind: 'from-the-future', version };
  for (const step of steps.slice(version)) current = step(current);
  const parsed = settingsSchema.safeParse(withDefaults(current));
  return parsed.success ? { kind: 'read', settings: parsed.data } : { kind: 'damaged' };
}

/** Two levels are enough: settings are groups of values. */
function withDefaults(stored: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...defaultSettings, ...stored };
  for (const [group, values] of Object.entries(defaultSettings)) {
    const own = stored[group];
    if (typeof values === 'object' && typeof own === 'object' && own !== null)
      merged[group] = { ...values, ...own };
  }
  return merged;
}
