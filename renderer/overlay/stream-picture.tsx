import { useEffect, useRef, type ReactElement } from 'react';
import type { PictureStream } from '../../shared/streams.ts';
import { bridge } from '../bridge.ts';
import { phrases } from './phrases.ts';
import css from './stream-picture.module.css';

/** As often as a new one comes. */
const EVERY_MS = 1000;
const WIDTH = 144;
const HEIGHT = 90;

/** The newest picture that passed the gate in main: what Beside has, not what the device shows. */
export function StreamPicture({ stream }: { readonly stream: PictureStream }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let over = false;
    const look = async (): Promise<void> => {
      const jpeg = await bridge().request('picture.get', { stream });
      if (jpeg === null || over) return;
      const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
      if (!over && canvas.current) draw(canvas.current, picture);
      picture.close();
    };
    // A picture that cannot be read leaves the one before.
    const tryToLook = (): void => void look().catch(() => undefined);
    tryToLook();
    const timer = setInterval(tryToLook, EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [stream]);
  return (
    <figure className={css['figure']}>
      <canvas
        ref={canvas}
        className={css['picture']}
        width={2 * WIDTH}
        height={2 * HEIGHT}
        aria-hidden="true"
        data-testid={`${stream}-picture`}
      />
      <figcaption className="visually-hidden">{phrases.streams.picture[stream]}</figcaption>
    </figure>
  );
}

/** Whole, as large as it fits. */
function draw(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, canvas.width, canvas.height);
  context?.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  canvas.dataset['drawn'] = 'true';
}
