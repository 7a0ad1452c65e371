/** Where a version of a setting stands now. */
export enum EffectiveVersionState {
  PAST = "PAST",
  CURRENT = "CURRENT",
  COMING = "COMING",
  WITHDRAWN = "WITHDRAWN",
}

/** What every setting starts from: there is no earlier instant. */
export const BEGINNING = new Date(0);

interface Dated {
  id: number;
  effectiveFrom: Date;
  withdrawnAt: Date | null;
}

/** The version that holds at an instant, of one setting's versions in the order (effectiveFrom, id); those withdrawn hold nowhere. */
export function versionAt<V extends Dated>(versions: readonly V[], at: Date): V | undefined {
  return versions.findLast(({ effectiveFrom, withdrawnAt }) => withdrawnAt === null && effectiveFrom <= at);
}

/** Where one version of a setting stands now. */
export function stateOf(version: Dated, versions: readonly Dated[], now: Date): EffectiveVersionState {
  if (version.withdrawnAt !== null) return EffectiveVersionState.WITHDRAWN;
  if (version.effectiveFrom > now) return EffectiveVersionState.COMING;
  return versionAt(versions, now)?.id === version.id ? EffectiveVersionState.CURRENT : EffectiveVersionState.PAST;
}

/**
 * The standing versions that a new one from `from` takes the place of: one that begins at the same instant; and when it
 * begins in the past, all that have begun since: it corrects the time up to now, and what is still to come stays.
 */
export function replacedBy<V extends Dated>(from: Date, versions: readonly V[], now: Date): V[] {
  const until = from < now ? now : from;
  return versions.filter(
    ({ effectiveFrom, withdrawnAt }) => withdrawnAt === null && effectiveFrom >= from && effectiveFrom <= until,
  );
}

/** Why a setting cannot begin then. An ordinary change leaves the past alone; a recomputation changes nothing else. */
export function dateFault(
  effectiveFrom: Date | null,
  { past, now }: { past: boolean; now: Date },
): "REQUIRED" | "PAST" | "NOT_PAST" | "DATE" | null {
  if (!past) return effectiveFrom === null || effectiveFrom >= now ? null : "PAST";
  if (effectiveFrom === null) return "REQUIRED";
  if (effectiveFrom >= now) return "NOT_PAST";
  return effectiveFrom < BEGINNING ? "DATE" : null;
}
