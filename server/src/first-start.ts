import type { DataSource } from "typeorm";
import type { Config } from "./platform/config/config.js";
import { UnitOfWork } from "./platform/database/unit-of-work.js";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./seed/demo/organisation.js";
import { type SeededAccounts, seedDesk, wasInterrupted } from "./seed/seed-desk.js";
import { moveDefaultCalendar } from "./service-levels/default-calendar.js";
import { stampedTables } from "./stamped-tables.js";

/** Gives a desk that knows nobody yet its time zone and its first people. How to sign in, where that may be shown. */
export async function firstStart(dataSource: DataSource, config: Config): Promise<SeededAccounts | null> {
  const people = await dataSource.query<unknown[]>("SELECT id FROM person LIMIT 1");
  if (people.length > 0 && !(await wasInterrupted(dataSource))) return demoAccounts(dataSource);
  await dataSource.query("UPDATE desk SET timeZone = ?", [config.timeZone]);
  await moveDefaultCalendar(dataSource, config.timeZone);
  const work = new UnitOfWork(dataSource, stampedTables, () => undefined);
  return (await seedDesk({ dataSource, work, kind: config.seed })) ?? demoAccounts(dataSource);
}

/** The demo's accounts are no secret: shown at every start of a demo desk. */
async function demoAccounts(dataSource: DataSource): Promise<SeededAccounts | null> {
  const logins = DEMO_ACCOUNTS.map(({ login }) => login);
  const found = await dataSource.query<unknown[]>("SELECT id FROM account WHERE login IN (?)", [logins]);
  return found.length === logins.length ? { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS } : null;
}
