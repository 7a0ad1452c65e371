import type { EffectiveVersion } from "./calendar.entity.js";
import { BEGINNING, EffectiveVersionState, stateOf } from "./effective-version.rules.js";
import type { EffectiveVersionRow } from "./effective-version.type.js";

/** A setting's versions as the API shows them, the newest first. They come in the order (effectiveFrom, id). */
export function shown<Stored extends EffectiveVersion, Facts>(
  versions: readonly Stored[],
  now: Date,
  factsOf: (version: Stored) => Facts,
): (Facts & EffectiveVersionRow)[] {
  return versions
    .map((version) => ({
      ...factsOf(version),
      id: version.id,
      effectiveFrom: version.effectiveFrom <= BEGINNING ? null : version.effectiveFrom,
      state: stateOf(version, versions, now),
      savedAt: version.savedAt,
      savedById: version.savedById,
      withdrawnAt: version.withdrawnAt,
    }))
    .reverse();
}

export function current<Row extends EffectiveVersionRow>(versions: readonly Row[]): Row | null {
  return versions.find(({ state }) => state === EffectiveVersionState.CURRENT) ?? null;
}

/** The next one first. */
export function coming<Row extends EffectiveVersionRow>(versions: readonly Row[]): Row[] {
  return versions.filter(({ state }) => state === EffectiveVersionState.COMING).reverse();
}
