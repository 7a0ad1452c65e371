import type { Actor } from "./actor.js";
import type { Event, SubjectType } from "./event.entity.js";

type Filled =
  | "position"
  | "id"
  | "actorKind"
  | "actorId"
  | "causeId"
  | "recordedAt"
  | "occurredAt"
  | "schemaVersion"
  | "subjectType"
  | "subjectId"
  | "subjectVersion"
  | "type";

/**
 * An event as a service records it; the unit of work fills in position, id, actor, cause and recordedAt at commit.
 * A column left out is null (or its default). `occurredAt` defaults to the transaction's clock.
 */
export type NewEvent = Partial<Omit<Event, Filled>> & {
  subjectType: SubjectType;
  subjectId: number;
  subjectVersion: number;
  type: string;
  occurredAt?: Date;
  /** Where it is not the transaction's: what the desk itself finds out in the course of a person's act. */
  actor?: Actor;
  schemaVersion?: number;
};
