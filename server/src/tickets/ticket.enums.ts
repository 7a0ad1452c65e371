import { registerEnumType } from "type-graphql";
import { TicketAct } from "./ticket.act.js";
import {
  Audience,
  Channel,
  InterventionMeans,
  Nature,
  Priority,
  ResolutionCode,
  Scale,
  ServiceLevelState,
  TicketKind,
  TicketState,
  WaitingFor,
} from "./ticket.entity.js";

registerEnumType(TicketKind, {
  name: "TicketKind",
  valuesConfig: {
    COMPLAINT: { description: "How it ends is for a supervisor to decide." },
    SERVICE_REQUEST: { description: "Something to be provided, rather than repaired or explained." },
  },
});
registerEnumType(Nature, { name: "Nature", description: "Routes a request as well as labelling it." });
registerEnumType(Channel, { name: "Channel", description: "How the request came in." });
registerEnumType(TicketState, {
  name: "TicketState",
  valuesConfig: {
    NEW: { description: "Nobody has qualified it." },
    OPEN: { description: "In a queue, waiting to be taken." },
    IN_PROGRESS: { description: "Somebody works on it." },
    WAITING: { description: "It waits for somebody else, or for a date." },
    RESOLVED: { description: "Solved; the requester may still say that it is not." },
    CLOSED: { description: "Done." },
    CANCELLED: { description: "Spam, or withdrawn." },
    MERGED: { description: "It goes on in another ticket." },
  },
});
registerEnumType(WaitingFor, { name: "WaitingFor" });
registerEnumType(Scale, { name: "Scale", description: "Impact and urgency." });
registerEnumType(Priority, { name: "Priority", description: "From impact x urgency; P1 is the most pressing." });
registerEnumType(ResolutionCode, { name: "ResolutionCode" });
registerEnumType(Audience, {
  name: "Audience",
  valuesConfig: {
    PUBLIC: { description: "The requester reads it too." },
    INTERNAL: { description: "For the desk only." },
  },
});
registerEnumType(InterventionMeans, { name: "InterventionMeans" });
registerEnumType(ServiceLevelState, {
  name: "ServiceLevelState",
  description: "How a ticket stands: the worst of its targets, in the order MISSED, IMMINENT, PENDING, PAUSED, MET.",
  valuesConfig: {
    IMMINENT: { description: "The policy's warning threshold is passed." },
    PAUSED: { description: "The ticket's state stops the clock." },
  },
});
registerEnumType(TicketAct, { name: "TicketAct", description: "What can be done to a ticket." });
