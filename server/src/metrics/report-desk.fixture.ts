import { randomUUID } from "node:crypto";
import { Role } from "../people/person.entity.js";
import { insertRow } from "../platform/database/rows.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import type { Event } from "../platform/events/event.entity.js";
import { toGlobalId } from "../platform/graphql/node-id.js";
import { stampedTables } from "../stamped-tables.js";
import { startTestApi, type TestApi, type TestClient } from "../testing/test-api.js";

type Who = "technician" | "colleague" | "manager" | "admin" | "requester";

/** A served desk with one team, for what reports look like from outside. */
export interface ReportDesk {
  api: TestApi;
  as: Record<Who, TestClient>;
  ids: Record<Who, number>;
  application(name: string): Promise<string>;
  /** Records, qualifies and resolves in one act, as one does on the telephone. */
  solve(who: Who, application: string, code?: string): Promise<{ number: number }>;
  reopen(who: Who, number: number): Promise<void>;
  /** Takes a ticket out of sight of those who do not see the compartment. */
  moveTo(number: number, compartmentId: number): Promise<void>;
}

/** Long enough a period for whatever happens in a test. */
export const EVER = { from: "2020-01-01T00:00:00.000Z", to: "2039-12-31T00:00:00.000Z" };

export async function reportDesk(): Promise<ReportDesk> {
  const api = await startTestApi();
  const teamId = await insertRow(api.dataSource, "team", { code: "DESK", name: "Accueil" });
  const queueId = await insertRow(api.dataSource, "queue", { teamId, level: 0 });
  await insertRow(api.dataSource, "chain_link", { applicationId: null, nature: null, level: 0, queueId });
  const as = {} as Record<Who, TestClient>;
  const ids = {} as Record<Who, number>;
  const join = async (who: Who, role: Role) => {
    const { id, login } = await api.person(who, role);
    ids[who] = id;
    if (role === Role.TECHNICIAN) await insertRow(api.dataSource, "membership", { personId: id, teamId, level: 0 });
    as[who] = await api.signedIn(login);
  };
  await join("technician", Role.TECHNICIAN);
  await join("colleague", Role.TECHNICIAN);
  await join("manager", Role.MANAGER);
  await join("admin", Role.ADMIN);
  await join("requester", Role.REQUESTER);
  return {
    api,
    as,
    ids,
    async application(name) {
      const code = randomUUID().slice(0, 8);
      return toGlobalId("Application", await insertRow(api.dataSource, "application", { code, name, description: "" }));
    },
    async solve(who, application, code = "SOLVED") {
      const input = {
        key: randomUUID(),
        channel: "PHONE",
        kind: "INCIDENT",
        subject: "Écran noir",
        description: "",
        requester: toGlobalId("Person", ids.requester),
        application,
        nature: "TECHNICAL",
        impact: "LOW",
        urgency: "LOW",
      };
      const { recorded } = await as[who].read<{
        recorded: { ticket: { id: string; version: number; number: number } };
      }>(
        `mutation ($input: RecordTicketInput!) { recorded: recordTicket(input: $input) {
          ... on TicketActSuccess { ticket { id version number } } ... on Problem { message } } }`,
        { input },
      );
      const { id: ticket, version, number } = recorded.ticket;
      await as[who].read(
        `mutation ($input: ResolveTicketInput!) { resolveTicket(input: $input) { ... on Problem { message } } }`,
        { input: { key: randomUUID(), ticket, version, close: false, resolution: { code, solution: "Redémarré" } } },
      );
      return { number };
    },
    async reopen(who, number) {
      const { ticket } = await as[who].read<{ ticket: { id: string; version: number } }>(
        "query ($number: Int!) { ticket(number: $number) { id version } }",
        { number },
      );
      await as[who].read(
        `mutation ($input: ReopenTicketInput!) { reopenTicket(input: $input) { ... on Problem { message } } }`,
        { input: { key: randomUUID(), ticket: ticket.id, version: ticket.version, reason: "Encore noir" } },
      );
    },
    async moveTo(number, compartmentId) {
      const work = new UnitOfWork(api.dataSource, stampedTables, () => undefined);
      await work.run(SYSTEM, async (tx) => {
        await tx.query("SELECT number FROM ticket WHERE number = ? FOR UPDATE", [number]);
        const [last] = await tx.query<Event[]>(
          "SELECT e.* FROM event e JOIN ticket t ON t.position = e.position WHERE t.number = ?",
          [number],
        );
        await tx.query("UPDATE ticket SET compartmentId = ? WHERE number = ?", [compartmentId, number]);
        const unchanged = Object.entries(last!).flatMap(([column, value]) =>
          column.endsWith("After")
            ? [
                [column, value],
                [column.replace("After", "Before"), value],
              ]
            : [],
        );
        const { subjectType, subjectId, subjectVersion, channel, requesterId, businessMs } = last!;
        tx.record({
          ...Object.fromEntries(unchanged),
          ...{ subjectType, subjectId, subjectVersion, channel, requesterId, businessMs },
          compartmentIdAfter: compartmentId,
          type: "QUALIFIED",
        });
      });
    },
  };
}
