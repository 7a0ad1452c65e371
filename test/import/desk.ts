import { createConnection, type RowDataPacket } from "mysql2/promise";

/** One ticket of the desk as its history tells it; times in minutes since 1970. */
export interface DeskTicket {
  reference: string;
  recordedAt: number;
  application: string;
  resolutions: { at: number; withArticle: boolean }[];
  reopenings: number[];
  closings: number[];
  moves: { at: number; direction: "UP" | "DOWN" | "SIDEWAYS" }[];
  waited: Record<string, number>;
  takenAt: number | null;
}

interface EventRow extends RowDataPacket {
  reference: string;
  type: string;
  at: Date;
  articleId: number | null;
  takesCharge: number;
  waitingForBefore: string | null;
  waitingForAfter: string | null;
  application: string;
}

const DIRECTIONS: Record<string, "UP" | "DOWN" | "SIDEWAYS"> = {
  ESCALATED: "UP",
  HANDED_BACK: "DOWN",
  TRANSFERRED: "SIDEWAYS",
};

/** Reads the imported tickets from the event log, one event after the other. */
export async function readDesk(url: string): Promise<Map<string, DeskTicket>> {
  const connection = await createConnection(optionsOf(url));
  try {
    const [rows] = await connection.query<EventRow[]>(
      `SELECT t.externalReference AS reference, e.type, e.recordedAt AS at, e.articleId, e.takesCharge,
         e.waitingForBefore, e.waitingForAfter, a.name AS application
       FROM event e JOIN ticket t ON t.number = e.subjectId LEFT JOIN application a ON a.id = t.applicationId
       WHERE e.subjectType = 'TICKET' AND e.actorKind = 'IMPORT' ORDER BY e.subjectId, e.position`,
    );
    const tickets = new Map<string, DeskTicket>();
    const waitingSince = new Map<string, number>();
    for (const row of rows) {
      const at = row.at.getTime() / 60_000;
      const { reference, application } = row;
      if (row.type === "RECORDED") {
        if (tickets.has(reference)) throw new Error(`${reference} was recorded twice`);
        tickets.set(reference, {
          reference,
          recordedAt: at,
          application,
          resolutions: [],
          reopenings: [],
          closings: [],
          moves: [],
          waited: {},
          takenAt: null,
        });
      }
      const ticket = tickets.get(reference)!;
      if (row.type === "RESOLVED") ticket.resolutions.push({ at, withArticle: row.articleId !== null });
      if (row.type === "REOPENED") ticket.reopenings.push(at);
      if (row.type === "CLOSED") ticket.closings.push(at);
      const direction = DIRECTIONS[row.type];
      if (direction) ticket.moves.push({ at, direction });
      if (row.takesCharge & 1) ticket.takenAt = at;
      if (row.waitingForBefore !== row.waitingForAfter) {
        const what = row.waitingForBefore;
        if (what !== null) ticket.waited[what] = (ticket.waited[what] ?? 0) + at - waitingSince.get(reference)!;
        waitingSince.set(reference, at);
      }
    }
    return tickets;
  } finally {
    await connection.end();
  }
}

/** Runs statements that prepare the desk for a check: its time zone, a program's token. */
export async function prepareDesk(url: string, statements: readonly [string, unknown[]][]): Promise<void> {
  const connection = await createConnection(optionsOf(url));
  try {
    for (const [sql, values] of statements) await connection.query(sql, values);
  } finally {
    await connection.end();
  }
}

/** One number of the database. */
export async function count(url: string, sql: string): Promise<number> {
  const connection = await createConnection(optionsOf(url));
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return Number(Object.values(rows[0] ?? {})[0] ?? 0);
  } finally {
    await connection.end();
  }
}

function optionsOf(url: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const socketPath = searchParams.get("socketPath") ?? undefined;
  return {
    ...(socketPath ? { socketPath } : { host: hostname, port: Number(port || 3306) }),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    timezone: "Z" as const,
  };
}
