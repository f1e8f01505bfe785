/** The forms of the overlay, as settings, snapshot and IPC know them. */
export const overlayForms = ['card', 'bar'] as const;
export type OverlayForm = (typeof overlayForms)[number];

/** A place that holds for every display that has none of its own; no system gives a display this id. */
export const ANY_DISPLAY = 'any';
