import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { ChangedMeanwhile, refuse } from "../platform/graphql/problem.js";
import { DeskEvent, deskEvent } from "./desk.events.js";
import type { DeskSettings } from "./desk.type.js";

export async function readDeskSettings(sql: Sql): Promise<DeskSettings> {
  const [row] = await sql.query<{ personFigures: number; version: number }[]>(
    "SELECT personFigures, version FROM desk WHERE id = 1",
  );
  if (!row) throw new Error("The desk has no settings row: its migrations have not run");
  return { personFigures: Boolean(row.personFigures), version: row.version };
}

/** Whether others than themselves may be shown figures about named persons. */
export async function setPersonFigures(tx: Transaction, on: boolean, version: number): Promise<void> {
  await tx.query("SELECT id FROM desk WHERE id = 1 FOR UPDATE");
  const desk = await readDeskSettings(tx);
  if (desk.version !== version) refuse(new ChangedMeanwhile(desk.version));
  if (desk.personFigures === on) return;
  await tx.query("UPDATE desk SET personFigures = ?, version = ? WHERE id = 1", [on, version + 1]);
  tx.record(deskEvent(on ? DeskEvent.PERSON_FIGURES_SHOWN : DeskEvent.PERSON_FIGURES_HIDDEN, version + 1));
}
