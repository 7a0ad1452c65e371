/** From when on a change holds: at once, from a date on, or as if it had held since a date. */
export interface Effective {
  when: "now" | "later" | "past";
  at: string | null;
}

export const atOnce: Effective = { when: "now", at: null };

/** Without its date, a change that is to hold from another instant would be taken for one that holds at once. */
export function isUndated({ when, at }: Effective): boolean {
  return when !== "now" && at === null;
}

/** As the server wants it: nothing for "now". */
export function effectiveFromOf({ when, at }: Effective): string | null {
  return when === "now" ? null : at;
}
