/** The largest sample (0…1) of each of so many equal columns of a stretch of sound; 0 beyond its ends. */
export function envelope(
  sound: Float32Array,
  { fromSample, toSample, columns }: { fromSample: number; toSample: number; columns: number },
): readonly number[] {
  const edge = (column: number): number =>
    Math.round(fromSample + ((toSample - fromSample) * column) / columns);
  return Array.from({ length: columns }, (_, column) => {
    let most = 0;
    for (let i = Math.max(0, edge(column)); i < Math.min(sound.length, edge(column + 1)); i++)
      most = Math.max(most, Math.abs(sound[i] ?? 0));
    return most;
  });
}
