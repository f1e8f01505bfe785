import type { z } from 'zod';

/** `T` in full: every optional property required and nothing readonly, which is what a type and its schema are compared in. */
export type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]-?: Whole<T[K]> }
    : T;

/** What a schema knows of, in full. */
export type Known<S extends z.ZodType> = Whole<z.infer<S>>;

/**
 * A proof that a schema has a place for all that a type has: `covers((all: Whole<T>): Known<typeof schema> => all)` compiles
 * only then, and else the compiler names the variant or the field that is missing. The other direction is
 * `satisfies z.ZodType<T>`. Does nothing at run time.
 */
export function covers(_proof: (all: never) => unknown): void {
  // What it says, it says to the compiler.
}
