import type {
  BreachAct,
  PolicyFactsFragment,
  PolicyInput,
  PolicyVersionFactsFragment,
  Priority,
  TicketKind,
  WaitingFor,
} from "@guichet/schema";
import { atOnce, type Effective, effectiveFromOf } from "./effective";

export interface PolicyValues {
  name: string;
  active: boolean;
  applications: string[];
  kinds: TicketKind[];
  priorities: Priority[];
  sites: string[];
  calendar: string | null;
  takeChargeMinutes: number | null;
  resolveMinutes: number | null;
  warningPercent: number;
  pausesOn: WaitingFor[];
  onBreach: BreachAct[];
  effective: Effective;
}

export const waits: readonly WaitingFor[] = ["REQUESTER", "THIRD_PARTY", "DATE"];
export const breachActs: readonly BreachAct[] = ["NOTIFY", "RAISE_PRIORITY", "ESCALATE"];

export const blankPolicy: PolicyValues = {
  name: "",
  active: true,
  applications: [],
  kinds: [],
  priorities: [],
  sites: [],
  calendar: null,
  takeChargeMinutes: 60,
  resolveMinutes: 480,
  warningPercent: 75,
  pausesOn: ["REQUESTER"],
  onBreach: ["NOTIFY"],
  effective: atOnce,
};

export function termsOf(version: PolicyVersionFactsFragment): Omit<PolicyValues, "name" | "effective"> {
  return {
    active: version.active,
    applications: version.applications.map(({ id }) => id),
    kinds: [...version.kinds],
    priorities: [...version.priorities],
    sites: version.sites.map(({ id }) => id),
    calendar: version.calendar?.id ?? null,
    takeChargeMinutes: version.takeChargeMinutes,
    resolveMinutes: version.resolveMinutes,
    warningPercent: version.warningPercent,
    pausesOn: [...version.pausesOn],
    onBreach: [...version.onBreach],
  };
}

/** What holds now; of a policy that is still to begin, what will. */
export function versionShown(
  policy: Pick<PolicyFactsFragment, "current" | "coming">,
): PolicyVersionFactsFragment | null {
  return policy.current ?? policy.coming[0] ?? null;
}

export function policyValuesOf(policy: PolicyFactsFragment): PolicyValues {
  const version = versionShown(policy) ?? policy.history[0];
  return version
    ? { name: policy.name, ...termsOf(version), effective: atOnce }
    : { ...blankPolicy, name: policy.name };
}

/** A policy's place in the order is changed in the list, and kept by its form. */
export function policyInputOf({ effective, name, ...values }: PolicyValues, rank: number): PolicyInput {
  return { ...values, name: name.trim(), rank, effectiveFrom: effectiveFromOf(effective) };
}
