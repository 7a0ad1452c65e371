import { replacedBy, versionAt } from "./effective-version.rules.js";

interface Ranked {
  id: number;
  effectiveFrom: Date;
  withdrawnAt: Date | null;
  rank: number;
}

/** From an instant on, a policy has that rank. */
export interface RankFrom {
  from: Date;
  rank: number;
}

/**
 * Which ranks a policy has from an instant on, when what it says is changed from then on. A policy is put elsewhere by
 * its order: whoever saves it sends along the rank that it has now, and it keeps those that it has at the time that is
 * changed. Another rank than that of now is what they want. The versions come in the order (effectiveFrom, id).
 */
export function ranksFrom(from: Date, wanted: number, versions: readonly Ranked[], now: Date): RankFrom[] {
  const first = versions.find(({ withdrawnAt }) => withdrawnAt === null);
  const shown = versionAt(versions, now) ?? first;
  if (shown?.rank !== wanted) return [{ from, rank: wanted }];
  const ranks: RankFrom[] = [{ from, rank: (versionAt(versions, from) ?? first ?? shown).rank }];
  for (const { effectiveFrom, rank } of replacedBy(from, versions, now)) {
    if (rank !== ranks.at(-1)!.rank) ranks.push({ from: effectiveFrom, rank });
  }
  return ranks;
}
