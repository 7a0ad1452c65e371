/** From when on a change holds: at once, from a date on, or as if it had held since a date. */
export interface Effective {
  when: "now" | "later" | "past";
  at: string | null;
}

export const atOnce: Effective = { when: "now", at: null };

/** As the server wants it: nothing for "now". A date that was not chosen is the server's to refuse. */
export function effectiveFromOf({ when, at }: Effective): string | null {
  return when === "now" ? null : at;
}
