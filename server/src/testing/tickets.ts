import type { DataSource } from "typeorm";
import { Channel, NO_CLOCK, type Ticket, TicketKind, TicketState } from "../tickets/ticket.entity.js";

const AT_A_TIME = 500;

/** Rows of tickets 1 to `count` without a history, for what reads nothing else; all alike but for what is said. */
export async function insertTickets(
  database: DataSource,
  count: number,
  facts: (number: number) => Partial<Ticket>,
): Promise<void> {
  const at = new Date("2026-01-05T09:00:00.000Z");
  const alike: Partial<Ticket> = {
    kind: TicketKind.INCIDENT,
    channel: Channel.PHONE,
    state: TicketState.OPEN,
    compartmentId: 1,
    subject: "Printer",
    description: "It is silent.",
    language: "en",
    requesterId: 1,
    queueId: 1,
    teamId: 1,
    level: 0,
    highestLevel: 0,
    reportedAt: at,
    recordedAt: at,
    updatedAt: at,
    queueEnteredAt: at,
    ...NO_CLOCK,
  };
  for (let first = 1; first <= count; first += AT_A_TIME) {
    const rows = Array.from({ length: Math.min(AT_A_TIME, count - first + 1) }, (_, index) => {
      const number = first + index;
      return { number, ...alike, ...facts(number) };
    });
    const columns = Object.keys(rows[0]!).map((column) => `\`${column}\``);
    await database.query(`INSERT INTO ticket (${columns.join(", ")}) VALUES ?`, [
      rows.map((row) => Object.values(row)),
    ]);
  }
}
