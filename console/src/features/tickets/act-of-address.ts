import type { TicketAct } from "@guichet/schema";

const acts: Readonly<Record<string, TicketAct>> = {
  escalate: "ESCALATE",
  reply: "REPLY",
  note: "NOTE",
  resolve: "RESOLVE",
};

/** The act that an address asks to begin with, as in /tickets/12?act=escalate. */
export function actOfAddress(act: string | string[] | undefined): TicketAct | null {
  return typeof act === "string" ? (acts[act] ?? null) : null;
}
