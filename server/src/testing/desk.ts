import type { DataSource } from "typeorm";
import { readPersonRights } from "../accounts/person-rights.js";
import { SupportChains } from "../applications/support-chain.service.js";
import { KnowledgeService } from "../knowledge/knowledge.service.js";
import { Mailing } from "../mail/mailing.service.js";
import { Role } from "../people/person.entity.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import { insertRow } from "../platform/database/rows.js";
import { UnitOfWork } from "../platform/database/unit-of-work.js";
import { ActorKind } from "../platform/events/actor.js";
import { stampedTables } from "../stamped-tables.js";
import type { Party } from "../tickets/party.js";
import { TicketServices } from "../tickets/ticket.services.js";

export interface TestPerson {
  id: number;
  name: string;
}

/**
 * A small desk on a real database: a front desk (level 0), a support team (levels 1 and 2), engineers (level 3) and a
 * second team of level 1; one application whose chain leads through all of them; a person for each part.
 */
export class TestDesk {
  readonly services: TicketServices;
  readonly work: UnitOfWork;
  now = new Date("2026-03-02T09:00:00.000Z");
  readonly rung: number[] = [];
  readonly queues: Record<"L0" | "L1" | "L2" | "L3" | "other", { queueId: number; teamId: number; level: number }>;

  private constructor(
    readonly database: DataSource,
    queues: TestDesk["queues"],
    readonly applicationId: number,
    readonly people: Record<
      | "requester"
      | "stranger"
      | "hotline"
      | "support"
      | "colleague"
      | "expert"
      | "engineer"
      | "outsider"
      | "supervisor",
      TestPerson
    >,
  ) {
    this.queues = queues;
    this.work = new UnitOfWork(
      database,
      stampedTables,
      (position) => this.rung.push(position),
      () => this.now,
    );
    this.services = new TicketServices({
      chains: new SupportChains(),
      knowledge: new KnowledgeService(),
      mailing: new Mailing("http://desk.test"),
      callers: {
        createCaller: async (_tx, caller) => (await insertPerson(database, caller.displayName, [Role.REQUESTER])).id,
      },
    });
  }

  static async build(database: DataSource): Promise<TestDesk> {
    const front = await insertTeam(database, "FRONT");
    const support = await insertTeam(database, "SUPPORT");
    const engineers = await insertTeam(database, "ENGINEERS");
    const other = await insertTeam(database, "OTHER");
    const queues = {
      L0: await insertQueue(database, front, 0),
      L1: await insertQueue(database, support, 1),
      L2: await insertQueue(database, support, 2),
      L3: await insertQueue(database, engineers, 3),
      other: await insertQueue(database, other, 1),
    };
    const application = await insertRow(database, "application", { code: "GED", name: "GED", description: "" });
    for (const name of ["L0", "L1", "L2", "L3"] as const) {
      const { queueId, level } = queues[name];
      await insertRow(database, "chain_link", { applicationId: null, nature: null, level, queueId });
    }
    const technician = (name: string, ...places: { teamId: number; level: number }[]) =>
      insertPerson(database, name, [Role.TECHNICIAN], places);
    return new TestDesk(database, queues, application, {
      requester: await insertPerson(database, "Rémi Requester", [Role.REQUESTER]),
      stranger: await insertPerson(database, "Stella Stranger", [Role.REQUESTER]),
      hotline: await technician("Hugo Hotline", queues.L0),
      support: await technician("Sophie Support", queues.L1),
      colleague: await technician("Carl Colleague", queues.L1),
      expert: await technician("Elsa Expert", queues.L2),
      engineer: await technician("Éric Engineer", queues.L3),
      outsider: await technician("Oscar Outsider", queues.other),
      supervisor: await insertPerson(database, "Simone Supervisor", [Role.SUPERVISOR], [queues.L0]),
    });
  }

  /** Somebody as they act: with the rights that the desk reads for them. */
  async as(person: TestPerson): Promise<Party & { viewer: PersonViewer }> {
    const rights = await readPersonRights(this.database, person.id);
    if (!rights) throw new Error(`${person.name} has no rights`);
    return {
      actor: { kind: ActorKind.PERSON, id: person.id },
      viewer: { kind: "PERSON", sessionId: 0, ...rights },
    };
  }

  /** Lets the desk's clock run. */
  pass(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }
}

async function insertTeam(database: DataSource, code: string): Promise<number> {
  return insertRow(database, "team", { code, name: code });
}

async function insertQueue(database: DataSource, teamId: number, level: number) {
  return { queueId: await insertRow(database, "queue", { teamId, level }), teamId, level };
}

async function insertPerson(
  database: DataSource,
  displayName: string,
  roles: readonly Role[],
  places: readonly { teamId: number; level: number }[] = [],
): Promise<TestPerson> {
  const id = await insertRow(database, "person", { displayName, language: "fr", createdAt: new Date() });
  const email = `${displayName.toLowerCase().replace(/[^a-z]+/g, ".")}@desk.test`;
  await insertRow(database, "address", { personId: id, kind: "EMAIL", value: email, normalised: email });
  for (const role of roles) await insertRow(database, "person_role", { personId: id, role });
  for (const { teamId, level } of places) await insertRow(database, "membership", { personId: id, teamId, level });
  return { id, name: displayName };
}
