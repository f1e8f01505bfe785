import { inRoot } from '../../../.ci/paths.ts';

/** Where what was heard is kept from one run to the next. */
export const heardFolder = inRoot('.cache/panel/heard');
