import { InvalidField } from "../platform/graphql/problem.js";
import type { PolicyVersion } from "./service-level.model.js";

/** A policy as somebody wants it. */
export type PolicyFacts = { name: string } & Omit<PolicyVersion, "id" | "policyId" | "effectiveFrom">;

const MOST_RANK = 1000;
/** Two years of minutes: nobody promises anything for later. */
const MOST_MINUTES = 1_051_200;

/** What is wrong with what a policy says by itself. That it promises nothing is no fault: it keeps others from matching. */
export function policyFaults(facts: PolicyFacts): InvalidField[] {
  const { rank, takeChargeMinutes, resolveMinutes, warningPercent } = facts;
  return [
    ...outside("input.rank", rank, 1, MOST_RANK),
    ...outside("input.takeChargeMinutes", takeChargeMinutes, 1, MOST_MINUTES),
    ...outside("input.resolveMinutes", resolveMinutes, 1, MOST_MINUTES),
    ...outside("input.warningPercent", warningPercent, 1, 100),
    ...repeated("input.applications", facts.applicationIds),
    ...repeated("input.kinds", facts.kinds),
    ...repeated("input.priorities", facts.priorities),
    ...repeated("input.sites", facts.siteIds),
    ...repeated("input.pausesOn", facts.pausesOn),
    ...repeated("input.onBreach", facts.onBreach),
  ];
}

function outside(path: string, value: number | null, min: number, max: number): InvalidField[] {
  if (value === null) return [];
  if (value < min) return [new InvalidField(path, "MIN", { min })];
  return value > max ? [new InvalidField(path, "MAX", { max })] : [];
}

function repeated(path: string, values: readonly unknown[]): InvalidField[] {
  return new Set(values).size < values.length ? [new InvalidField(path, "UNIQUE")] : [];
}
