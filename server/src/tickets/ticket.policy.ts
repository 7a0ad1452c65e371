import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";
import { isImport, isMember, type Party, personOf } from "./party.js";
import { TicketAct } from "./ticket.act.js";
import { type Ticket, TicketKind } from "./ticket.entity.js";

export interface SqlPredicate {
  sql: string;
  parameters: unknown[];
}

type Seen = Pick<Ticket, "compartmentId" | "requesterId" | "beneficiaryId">;

/** Whether the viewer may know that the ticket exists. `visibleTo` says the same in SQL. */
export function isVisibleTo(viewer: Viewer, ticket: Seen): boolean {
  return readsAsStaff(viewer, ticket) || isOwn(viewer, ticket);
}

/** Whether the viewer sees the desk's side of the ticket, not only its public side. */
export function readsAsStaff(viewer: Viewer, ticket: Pick<Ticket, "compartmentId">): boolean {
  return may(viewer, Permission.TICKETS_READ_DESK) && viewer.compartmentIds.has(ticket.compartmentId);
}

function isOwn(viewer: Viewer, ticket: Pick<Ticket, "requesterId" | "beneficiaryId">): boolean {
  if (viewer.kind !== "PERSON") return false;
  return ticket.requesterId === viewer.personId || ticket.beneficiaryId === viewer.personId;
}

/** The tickets that the viewer may know of, as a condition on the table aliased `t`. */
export function visibleTo(viewer: Viewer, t = "t"): SqlPredicate {
  const alternatives: string[] = [];
  const parameters: unknown[] = [];
  if (may(viewer, Permission.TICKETS_READ_DESK) && viewer.compartmentIds.size > 0) {
    alternatives.push(`${t}.compartmentId IN (?)`);
    parameters.push([...viewer.compartmentIds]);
  }
  if (viewer.kind === "PERSON") {
    alternatives.push(`${t}.requesterId = ?`, `${t}.beneficiaryId = ?`);
    parameters.push(viewer.personId, viewer.personId);
  }
  return { sql: alternatives.length === 0 ? "FALSE" : `(${alternatives.join(" OR ")})`, parameters };
}

const { QUALIFY, TAKE, ASSIGN, RELEASE, REPLY, NOTE, RESOLVE, CLOSE, REOPEN, CANCEL, CHASE } = TicketAct;

/** What requesters may do to their own tickets. */
const OF_REQUESTERS: readonly TicketAct[] = [REPLY, CLOSE, REOPEN, CANCEL, CHASE];
/** What any technician who reads a ticket may do, whoever's queue it stands in: the caller is on the line. */
const OF_ANY_TECHNICIAN: readonly TicketAct[] = [NOTE, CHASE, REOPEN];
const ENDINGS: readonly TicketAct[] = [RESOLVE, CLOSE, CANCEL];

export type ActDenial = "NOT_YOUR_QUEUE" | "SUPERVISOR_ONLY" | "PEOPLE_ONLY" | "MISSING_PERMISSION";

type Judged = Seen & Pick<Ticket, "kind" | "state" | "teamId" | "level" | "assigneeId">;

/** Why the party may not do this to a ticket that it sees; null when it may. */
export function denialOf(act: TicketAct, ticket: Judged, party: Party, assigneeId?: number): ActDenial | null {
  const { viewer } = party;
  if (viewer === null) return null;
  if (isOwn(viewer, ticket) && OF_REQUESTERS.includes(act)) return null;
  if (!may(viewer, Permission.TICKETS_ACT) || !readsAsStaff(viewer, ticket)) return "MISSING_PERMISSION";
  if (viewer.kind === "PROGRAM") return act === TAKE || act === RELEASE ? "PEOPLE_ONLY" : null;

  const supervises = may(viewer, Permission.TICKETS_ASSIGN);
  const member = isMember(viewer.memberships, ticket);
  if (ENDINGS.includes(act) && !mayEnd(viewer, ticket)) return "SUPERVISOR_ONLY";
  if (act === TAKE) return member ? null : "NOT_YOUR_QUEUE";
  if (act === ASSIGN) return supervises || (member && assigneeId === viewer.personId) ? null : "SUPERVISOR_ONLY";
  if (act === RELEASE) return supervises || ticket.assigneeId === viewer.personId ? null : "SUPERVISOR_ONLY";
  if (OF_ANY_TECHNICIAN.includes(act)) return null;
  return member || supervises ? null : "NOT_YOUR_QUEUE";
}

/** How a complaint ends is, among people, the supervisor's to decide. */
export function mayEnd(viewer: Viewer, { kind }: Pick<Ticket, "kind">): boolean {
  return viewer.kind === "PROGRAM" || kind !== TicketKind.COMPLAINT || may(viewer, Permission.TICKETS_ASSIGN);
}

/** Acts by which a person commits to a ticket ("prise en charge"). */
const TAKES_CHARGE: readonly TicketAct[] = [TAKE, QUALIFY, REPLY, TicketAct.INTERVENE, TicketAct.ESCALATE, RESOLVE];

/** Whether this act by this party is one of taking charge, if it is the first. */
export function takesCharge(act: TicketAct, ticket: Seen, party: Party): boolean {
  if (!TAKES_CHARGE.includes(act)) return false;
  if (isImport(party)) return true;
  // A requester's own reply commits nobody, even where the requester works at the desk.
  return party.viewer?.kind === "PERSON" && !isOwn(party.viewer, ticket);
}

/** Whether a message of this party is the requester's word rather than the desk's. */
export function speaksAsRequester(ticket: Seen, party: Party): boolean {
  const person = personOf(party);
  return person !== null && (person === ticket.requesterId || person === ticket.beneficiaryId);
}
