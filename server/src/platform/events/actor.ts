export enum ActorKind {
  PERSON = "PERSON",
  SYSTEM = "SYSTEM",
  PROGRAM = "PROGRAM",
  IMPORT = "IMPORT",
}

/** Who causes a change: a person, the desk itself (timers), a program by its token, or an import by its run. */
export interface Actor {
  kind: ActorKind;
  /** The person's, token's or import run's id; null for the desk itself. */
  id: number | null;
}

export const SYSTEM: Actor = { kind: ActorKind.SYSTEM, id: null };
