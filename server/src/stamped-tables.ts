import { SubjectType } from "./platform/events/event.entity.js";
import type { PositionStamp } from "./platform/events/event-log.js";

/** The tables whose rows carry the position of their last event, so that of two copies the newer one is known. */
export const stampedTables: PositionStamp[] = [
  { subjectType: SubjectType.TICKET, table: "ticket", key: "number" },
  { subjectType: SubjectType.ARTICLE, table: "article", key: "id" },
];
