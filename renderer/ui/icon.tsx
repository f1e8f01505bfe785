import type { ReactElement } from 'react';

/** Stroke paths on a 16 × 16 grid. */
const shapes = {
  microphone:
    'M8 1.8a2.2 2.2 0 0 0-2.2 2.2v3.6a2.2 2.2 0 0 0 4.4 0V4A2.2 2.2 0 0 0 8 1.8ZM3.8 7.4a4.2 4.2 0 0 0 8.4 0M8 11.8v2.4',
  'microphone-off':
    'M5.8 5.6v2a2.2 2.2 0 0 0 3.4 1.8M10.2 6V4a2.2 2.2 0 0 0-4.1-1.1M3.8 7.4a4.2 4.2 0 0 0 6.6 3.4M12.2 7.4a4 4 0 0 1-.4 1.8M8 11.8v2.4M2.2 2.2l11.6 11.6',
  camera:
    'M1.9 4.6h7.2a1 1 0 0 1 1 1v4.8a1 1 0 0 1-1 1H1.9a1 1 0 0 1-1-1V5.6a1 1 0 0 1 1-1ZM10.1 7.5l4.6-2.4v5.8l-4.6-2.4',
  note: 'M5.6 12.2V3.8l7-1.5v8.3M5.6 12.2a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0ZM12.6 10.6a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0Z',
  hold: 'M3 2.8h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H8.4l-2.8 2.4v-2.4H3a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1ZM6.6 5.4v2.8M9.4 5.4v2.8',
  more: 'M3.4 8h.01M8 8h.01M12.6 8h.01',
  check: 'M3 8.4l3.2 3.2L13 4.8',
  shrink: 'M13.4 2.6 9.4 6.6M9.2 3.2v3.6h3.6M2.6 13.4l4-4M3.2 9.2h3.6v3.6',
  expand: 'M9.6 2.6h3.8v3.8M13.2 2.8 9 7M6.4 13.4H2.6V9.6M2.8 13.2 7 9',
  keyboard:
    'M2.6 4.2h10.8a1 1 0 0 1 1 1v5.6a1 1 0 0 1-1 1H2.6a1 1 0 0 1-1-1V5.2a1 1 0 0 1 1-1ZM4.2 6.6h.1M6.7 6.6h.1M9.2 6.6h.1M11.7 6.6h.1M5.2 9.4h5.6',
  voice: 'M2.4 6.8v2.4M5.2 4.8v6.4M8 2.8v10.4M10.8 5.2v5.6M13.6 6.8v2.4',
  off: 'M8 2.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6ZM5.6 8h4.8',
  ear: 'M5 6.2a3.2 3.2 0 0 1 6.4 0c0 2.2-2 2.6-2 4.4 0 1.6-.9 2.8-2.3 2.8-1.2 0-2.1-.9-2.1-2M6.9 6.4a1.3 1.3 0 0 1 2.6 0c0 1-1 1.2-1 2',
  thinking: 'M3.4 8h.01M8 8h.01M12.6 8h.01',
  speaker:
    'M2.6 6.2v3.6h2.2L8 12.6V3.4L4.8 6.2H2.6ZM10.6 5.8a3.1 3.1 0 0 1 0 4.4M12.6 3.9a5.8 5.8 0 0 1 0 8.2',
  'speaker-off': 'M2.6 6.2v3.6h2.2L8 12.6V3.4L4.8 6.2H2.6ZM10.8 6.2l3.4 3.6M14.2 6.2l-3.4 3.6',
  turns: 'M2.4 5.6h9.4M9.2 3l2.6 2.6-2.6 2.6M13.6 10.8H4.2M6.8 8.2l-2.6 2.6 2.6 2.6',
  send: 'M8 13V3.2M3.8 7.2 8 3l4.2 4.2',
  stop: 'M4 4h8v8H4Z',
  pause: 'M5.6 3.6v8.8M10.4 3.6v8.8',
  close: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
  power: 'M8 1.9v5.6M4.6 4.2a5 5 0 1 0 6.8 0',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.4v1.3M8 13.3v1.3M1.4 8h1.3M13.3 8h1.3M3.3 3.3l.9.9M11.8 11.8l.9.9M3.3 12.7l.9-.9M11.8 4.2l.9-.9',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z',
  display:
    'M2.6 3h10.8a1 1 0 0 1 1 1v5.8a1 1 0 0 1-1 1H2.6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM8 10.8v2.6M5.4 13.4h5.2',
  info: 'M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9ZM8 7.4v3.4M8 5.1v.01',
  question:
    'M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9ZM6.2 6.4a1.8 1.8 0 1 1 2.7 1.5c-.6.4-.9.7-.9 1.3M8 11.3v.01',
  warning: 'M8 2.4 1.9 13h12.2L8 2.4ZM8 6.4v3.2M8 11.3v.01',
  error: 'M5.5 1.9h5L14.1 5.5v5l-3.6 3.6h-5L1.9 10.5v-5l3.6-3.6ZM8 4.9v3.6M8 10.9v.01',
  download: 'M8 2.2v7.6M4.6 6.6 8 10l3.4-3.4M2.8 13.4h10.4',
  folder:
    'M1.8 12.4V3.8a.8.8 0 0 1 .8-.8h3.2l1.5 1.8h6.1a.8.8 0 0 1 .8.8v6.8a.8.8 0 0 1-.8.8H2.6a.8.8 0 0 1-.8-.8Z',
  retry: 'M13.2 8a5.2 5.2 0 1 1-1.6-3.7M13.4 2.2v2.9h-2.9',
  clock: 'M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9ZM8 4.6V8l2.3 1.5',
  eye: 'M1.5 8S3.8 3.8 8 3.8 14.5 8 14.5 8 12.2 12.2 8 12.2 1.5 8 1.5 8ZM8 6.1a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8Z',
} as const;
export type IconName = keyof typeof shapes;

/** Decoration only: the word beside it, or the button's label, carries the meaning. `size` in px. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'thinking' || name === 'more' ? 2.6 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
