/** Conversions between the two forms of sound: Int16 on the way to models, Float32 (±1) inside audio graphs. */

/** What counts as no sound at all; the level of digital silence. */
export const SILENCE_DBFS = -120;

export function int16ToFloat32(pcm: Int16Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(pcm.length);
  for (let i = 0; i < pcm.length; i += 1) out[i] = (pcm[i] ?? 0) / 32_768;
  return out;
}

/** Values beyond ±1 are clipped. */
export function float32ToInt16(pcm: Float32Array): Int16Array<ArrayBuffer> {
  const out = new Int16Array(pcm.length);
  for (let i = 0; i < pcm.length; i += 1) out[i] = sampleToInt16(pcm[i] ?? 0);
  return out;
}

/** One sample of float32ToInt16. */
export function sampleToInt16(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
}

/** Root mean square in dB below full scale: 0 for a full-scale square wave, SILENCE_DBFS at the least. */
export function rmsDbfs(pcm: Int16Array | Float32Array): number {
  const fullScale = pcm instanceof Int16Array ? 32_768 : 1;
  let sum = 0;
  for (let i = 0; i < pcm.length; i += 1) sum += ((pcm[i] ?? 0) / fullScale) ** 2;
  if (pcm.length === 0 || sum === 0) return SILENCE_DBFS;
  return Math.max(SILENCE_DBFS, 10 * Math.log10(sum / pcm.length));
}
