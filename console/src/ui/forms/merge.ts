/** Two people edited the same thing: what each of them did to its fields. */
export interface Merge<Values> {
  /** Mine where I typed something, theirs elsewhere. */
  values: Values;
  /** Changed by them and untouched by me: taken over. */
  taken: (keyof Values & string)[];
  /** Changed by both, differently: mine stands until I choose theirs. */
  conflicts: (keyof Values & string)[];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Field by field: `base` is what both started from, `mine` what I typed since, `theirs` what is stored now. */
export function merge<Values extends object>(base: Values, mine: Values, theirs: Values): Merge<Values> {
  const merged = { ...mine };
  const taken: Merge<Values>["taken"] = [];
  const conflicts: Merge<Values>["conflicts"] = [];
  for (const field of Object.keys(theirs) as (keyof Values & string)[]) {
    if (same(base[field], theirs[field]) || same(mine[field], theirs[field])) continue;
    if (same(base[field], mine[field])) {
      merged[field] = theirs[field];
      taken.push(field);
    } else {
      conflicts.push(field);
    }
  }
  return { values: merged, taken, conflicts };
}
