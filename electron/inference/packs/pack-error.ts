import type { PackFaultKind } from '../../../shared/packs.ts';

/** What is known about a failure beyond its kind; all of it may be shown to a person. */
export interface PackErrorFacts {
  /** The wanted file, as the manifest names it. */
  file?: string;
  expectedBytes?: number;
  actualBytes?: number;
  neededBytes?: number;
  freeBytes?: number;
  folder?: string;
  /** Host name only: an address could carry credentials. */
  host?: string;
  /** Where nobody has given leave to go; name and port. */
  refusedHost?: string;
  /** The npm package, `name@version`. */
  package?: string;
  /** HTTP status. */
  status?: number;
  /** Wanted files that were not found. */
  missing?: readonly string[];
  /** One short clause that says more, written by us. */
  note?: string;
  /** True when the same attempt may succeed a moment later. */
  retry?: boolean;
}

/** A failure whose kind is already known where it happened. Its text is for developers, not for people. */
export class PackError extends Error {
  readonly kind: PackFaultKind;
  readonly facts: PackErrorFacts;

  constructor(kind: PackFaultKind, facts: PackErrorFacts = {}) {
    super(kind);
    this.name = 'PackError';
    this.kind = kind;
    this.facts = facts;
  }
}
