import type { MembershipRight, Viewer } from "../platform/auth/viewer.js";
import { type Actor, ActorKind } from "../platform/events/actor.js";

/**
 * Who acts on a ticket: a viewer with rights, or, without one, the desk itself or an import. For an import the
 * requirement of texts, memberships and reasons is waived, and it causes no mail and no draft: its events say so by
 * their actor.
 */
export interface Party {
  actor: Actor;
  viewer: Viewer | null;
  /** For an import: the person who acted according to the source. */
  onBehalfOf?: number | null;
}

/** The person acting, if a person is. */
export function personOf(party: Party): number | null {
  if (party.viewer) return party.viewer.kind === "PERSON" ? party.viewer.personId : null;
  return party.onBehalfOf ?? null;
}

export function isImport(party: Party): boolean {
  return party.actor.kind === ActorKind.IMPORT;
}

export function isMember(memberships: readonly MembershipRight[], queue: { teamId: number; level: number }): boolean {
  return memberships.some(({ teamId, level }) => teamId === queue.teamId && level === queue.level);
}
