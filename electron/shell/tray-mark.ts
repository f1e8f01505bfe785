/**
 * The tray icon's state as a shape in its lower right corner: a full disc while the microphone is open, a ring while it is
 * closed, a ring with a bar through it while something is wrong. BGRA, four bytes a pixel.
 */
export function withMark(
  bitmap: Uint8Array,
  width: number,
  height: number,
  mark: 'open' | 'closed' | 'trouble',
): Uint8Array {
  const marked = Uint8Array.from(bitmap);
  const radius = Math.min(width, height) * 0.26;
  const [centreX, centreY] = [width - radius - 0.5, height - radius - 0.5];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const distance = Math.hypot(x + 0.5 - centreX, y + 0.5 - centreY);
      // A rim of nothing around it keeps it apart from the icon.
      if (distance > radius + 1) continue;
      const ink = distance <= radius && isInk(mark, distance / radius, Math.abs(y + 0.5 - centreY) / radius);
      marked.set(ink ? INK : distance <= radius ? PAPER : CLEAR, 4 * (y * width + x));
    }
  }
  return marked;
}

const INK = [32, 32, 32, 255] as const;
const PAPER = [255, 255, 255, 255] as const;
const CLEAR = [0, 0, 0, 0] as const;

function isInk(mark: 'open' | 'closed' | 'trouble', distance: number, offAxis: number): boolean {
  if (mark === 'open') return true;
  return distance > 0.62 || (mark === 'trouble' && offAxis < 0.22);
}
