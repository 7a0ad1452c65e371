import { randomBytes } from "node:crypto";
import type { DataSource } from "typeorm";
import { AccountService } from "../accounts/account.service.js";
import { SessionService } from "../accounts/session.service.js";
import { Compartment } from "../applications/application.entity.js";
import { Desk } from "../desk/desk.entity.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { LogHead, LogTimeline } from "../platform/events/event.entity.js";
import { ClockBackfill } from "../service-levels/clock-backfill.entity.js";
import { writeDefaultCalendar } from "../service-levels/default-calendar.js";
import { ServiceLevelSettings } from "../service-levels/service-level-settings.entity.js";
import { Level } from "../teams/team.entity.js";
import { seedDemo } from "./demo/demo-desk.js";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo/organisation.js";
import { MINIMAL_LOGIN, seedMinimal } from "./minimal-desk.js";

export type SeedKind = "demo" | "minimal" | "none";

/** How to sign in to a desk that has just been seeded. */
export interface SeededAccounts {
  password: string;
  accounts: readonly { login: string; part: string }[];
}

export interface SeedOptions {
  dataSource: DataSource;
  work: UnitOfWork;
  kind: SeedKind;
  now?: Date;
}

const WAIT_SECONDS = 120;

/**
 * Fills a desk that knows nobody yet, at its first start; otherwise does nothing and answers null. Of several servers
 * that start at once one does it.
 */
export async function seedDesk({ dataSource, work, kind, now }: SeedOptions): Promise<SeededAccounts | null> {
  if (kind === "none") return null;
  return exclusively(dataSource, async () => {
    if (await wasInterrupted(dataSource)) await empty(dataSource);
    const people = await dataSource.query<unknown[]>("SELECT id FROM person LIMIT 1");
    if (people.length > 0) return null;
    await dataSource.query("UPDATE desk SET seedingSince = UTC_TIMESTAMP(3)");
    const accounts = await fill({ dataSource, work, kind, now });
    await dataSource.query("UPDATE desk SET seedingSince = NULL");
    return accounts;
  });
}

/** Whether an earlier first start died while it was filling the desk. */
export async function wasInterrupted(dataSource: DataSource): Promise<boolean> {
  const [desk] = await dataSource.query<{ seedingSince: Date | null }[]>("SELECT seedingSince FROM desk");
  return desk?.seedingSince != null;
}

/** What the migrations put there stays; a desk is served only once it is filled, so the rest is nobody's work. */
const KEPT: readonly unknown[] = [ClockBackfill, Compartment, Desk, Level, LogHead, LogTimeline, ServiceLevelSettings];

async function empty(dataSource: DataSource): Promise<void> {
  for (const { target, tableName } of dataSource.entityMetadatas) {
    if (!KEPT.includes(target)) await dataSource.query(`TRUNCATE TABLE \`${tableName}\``);
  }
  await dataSource.query("UPDATE log_head SET n = 0");
  await writeDefaultCalendar(dataSource);
}

async function fill({ dataSource, work, kind, now = new Date() }: SeedOptions): Promise<SeededAccounts> {
  const accounts = new AccountService(new SessionService(dataSource, work));
  if (kind === "minimal") {
    const password = randomBytes(12).toString("base64url");
    await seedMinimal(work, accounts, password);
    return { password, accounts: [{ login: MINIMAL_LOGIN, part: "administrator, with every role" }] };
  }
  await seedDemo({ dataSource, work, accounts, now });
  return { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS };
}

async function exclusively<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const holder = dataSource.createQueryRunner();
  // Locks of this kind are the whole server's: the database's name keeps two desks on it apart.
  const name = `guichet.seed.${String(dataSource.options.database)}`.slice(0, 64);
  try {
    const lock = "SELECT GET_LOCK(?, ?) AS locked";
    const [row] = await dataSource.query<{ locked: number }[]>(lock, [name, WAIT_SECONDS], holder);
    if (Number(row!.locked) !== 1) throw new Error("Another process has been seeding the desk for two minutes");
    return await work();
  } finally {
    await holder.query("SELECT RELEASE_LOCK(?)", [name]).catch(() => undefined);
    await holder.release();
  }
}
