/**
 * JSON that gives back the very numbers it was given: −0 (the zone of a clock that shows UTC) and infinities, which JSON
 * has no notation for, are written as `{"#": "-0"}`. Texts need none of it: no object of the timeline has such a key.
 */
const MARK = '#';

export const toExactJson = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (isOdd(one) ? { [MARK]: oddText(one) } : one));

/** Throws what `JSON.parse` throws. */
export const fromExactJson = (json: string): unknown =>
  JSON.parse(json, (_key, one: unknown) => numberIn(one) ?? one);

const isOdd = (value: unknown): value is number =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));

const oddText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Null: it is no number. */
function numberIn(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return null;
  const number = Number(value[MARK]);
  return isOdd(number) && oddText(number) === value[MARK] ? number : null;
}
