import type {
  Nature,
  Priority,
  ServiceLevelState,
  TicketFilter,
  TicketKind,
  TicketOrder,
  TicketOrderField,
  TicketState,
} from "@guichet/schema";

/** Which tickets: all of my queues, those assigned to me, one queue, or the whole desk. */
export type Scope = { of: "mine" } | { of: "assigned" } | { of: "desk" } | { of: "queue"; id: string };

export interface DeskView {
  scope: Scope;
  states: readonly TicketState[];
  priorities: readonly Priority[];
  kinds: readonly TicketKind[];
  natures: readonly Nature[];
  applications: readonly string[];
  serviceLevels: readonly ServiceLevelState[];
  unassigned: boolean;
  order: TicketOrder;
}

export const states: readonly TicketState[] = [
  "NEW",
  "OPEN",
  "IN_PROGRESS",
  "WAITING",
  "RESOLVED",
  "CLOSED",
  "CANCELLED",
];
export const priorities: readonly Priority[] = ["P1", "P2", "P3", "P4", "P5"];
export const kinds: readonly TicketKind[] = ["INCIDENT", "QUESTION", "COMPLAINT", "SERVICE_REQUEST"];
export const natures: readonly Nature[] = ["TECHNICAL", "FUNCTIONAL", "REGULATORY"];
/** The most pressing first. */
export const serviceLevels: readonly ServiceLevelState[] = ["MISSED", "IMMINENT", "PENDING", "PAUSED", "MET"];
const fields: readonly TicketOrderField[] = ["NUMBER", "PRIORITY", "QUEUE_ENTERED", "UPDATED", "NEXT_BREACH"];

export const defaultOrder: TicketOrder = { field: "QUEUE_ENTERED", direction: "ASC" };

interface Readable {
  get(name: string): string | null;
}

function several<Value extends string>(text: string | null, allowed: readonly Value[]): Value[] {
  const wanted = (text ?? "").split(",");
  return allowed.filter((value) => wanted.includes(value));
}

function readScope(params: Readable): Scope {
  const queue = params.get("queue");
  if (queue) return { of: "queue", id: queue };
  const scope = params.get("scope");
  return scope === "assigned" || scope === "desk" ? { of: scope } : { of: "mine" };
}

function readOrder(text: string | null): TicketOrder {
  const [name = "", direction] = (text ?? "").toUpperCase().split("-");
  const field = fields.find((each) => each === name);
  return field ? { field, direction: direction === "DESC" ? "DESC" : "ASC" } : defaultOrder;
}

/** The view is the address: it can be shared, kept and gone back to. Unknown words are ignored. */
export function readView(params: Readable): DeskView {
  return {
    scope: readScope(params),
    states: several(params.get("state"), states),
    priorities: several(params.get("priority"), priorities),
    kinds: several(params.get("kind"), kinds),
    natures: several(params.get("nature"), natures),
    applications: (params.get("application") ?? "").split(",").filter((id) => id !== ""),
    serviceLevels: several(params.get("service-level"), serviceLevels),
    unassigned: params.get("unassigned") === "1",
    order: readOrder(params.get("sort")),
  };
}

export function writeView(view: DeskView): string {
  const params = new URLSearchParams();
  if (view.scope.of === "queue") params.set("queue", view.scope.id);
  else if (view.scope.of !== "mine") params.set("scope", view.scope.of);
  const lists = {
    state: view.states,
    priority: view.priorities,
    kind: view.kinds,
    nature: view.natures,
    application: view.applications,
    "service-level": view.serviceLevels,
  };
  for (const [name, values] of Object.entries(lists)) if (values.length > 0) params.set(name, values.join(","));
  if (view.unassigned) params.set("unassigned", "1");
  const { field, direction } = view.order;
  if (field !== defaultOrder.field || direction !== defaultOrder.direction) {
    params.set("sort", `${field.toLowerCase()}-${direction.toLowerCase()}`);
  }
  const query = params.toString();
  return query === "" ? "/desk" : `/desk?${query}`;
}

export function isFiltered(view: DeskView): boolean {
  const { states, priorities, kinds, natures, applications, serviceLevels: levels, unassigned } = view;
  return unassigned || [states, priorities, kinds, natures, applications, levels].some((list) => list.length > 0);
}

export function unfiltered(view: DeskView): DeskView {
  const none = { states: [], priorities: [], kinds: [], natures: [], applications: [], serviceLevels: [] };
  return { ...view, ...none, unassigned: false };
}

/** The view as the server understands it. Without a state named, what is still open. */
export function toFilter(view: DeskView, viewer: { id: string; queues: readonly string[] }): TicketFilter {
  const { scope } = view;
  return {
    ...(scope.of === "queue" ? { queues: [scope.id] } : {}),
    ...(scope.of === "mine" ? { queues: [...viewer.queues] } : {}),
    ...(scope.of === "assigned" ? { assignees: [viewer.id] } : {}),
    ...(view.states.length > 0 ? { states: [...view.states] } : { open: true }),
    ...(view.priorities.length > 0 ? { priorities: [...view.priorities] } : {}),
    ...(view.kinds.length > 0 ? { kinds: [...view.kinds] } : {}),
    ...(view.natures.length > 0 ? { natures: [...view.natures] } : {}),
    ...(view.applications.length > 0 ? { applications: [...view.applications] } : {}),
    ...(view.serviceLevels.length > 0 ? { serviceLevel: [...view.serviceLevels] } : {}),
    ...(view.unassigned ? { unassigned: true } : {}),
  };
}
