import type { Permission } from "./permission.js";

/** Where a person's membership lets them act: one level of one team. */
export interface MembershipRight {
  teamId: number;
  level: number;
}

interface Rights {
  permissions: ReadonlySet<Permission>;
  /** The compartments whose tickets this viewer reads when they read the desk. */
  compartmentIds: ReadonlySet<number>;
  memberships: readonly MembershipRight[];
  /**
   * Equal for viewers who are answered alike by every operation whose result does not name the viewer.
   * The live hub groups subscriptions by it.
   */
  rightsClass: string;
}

/** A person who signed in. */
export interface PersonViewer extends Rights {
  kind: "PERSON";
  personId: number;
  sessionId: number;
  language: Language;
}

/** A program holding an integration token; it acts in its own name, never in a person's. */
export interface ProgramViewer extends Rights {
  kind: "PROGRAM";
  tokenId: number;
  name: string;
  language: Language;
}

export type Viewer = PersonViewer | ProgramViewer;
export type Language = "fr" | "en";

export function may(viewer: Viewer, permission: Permission): boolean {
  return viewer.permissions.has(permission);
}
