import type { z } from 'zod';

/** `T` in full: every optional property required and nothing readonly, which is what a type and its schema are compared in. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]-?: Whole<T[K]> }
    : T;

/** What a schema knows of, in full. */
type Known<S extends z.ZodType> = Whole<z.infer<S>>;

/**
 * A proof that a schema has a place for all that a type has, and no other: `agrees<T, typeof schema>((all) => all, (known) =>
 * known)` compiles only then, and else the compiler names the variant or the field that one of them lacks. That what is
 * optional or readonly is so in both is left to `satisfies z.ZodType<T>`. Does nothing at run time.
 */
export function agrees<T, S extends z.ZodType>(
  _there: (all: Whole<T>) => Known<S>,
  _back: (known: Known<S>) => Whole<T>,
): void {
  // What it says, it says to the compiler.
}
