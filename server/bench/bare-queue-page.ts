import Fastify from "fastify";
import { createPool, type RowDataPacket } from "mysql2/promise";
import { connectionOptions } from "../src/platform/database/private/connection.js";
import { serveMeasured } from "./measured-process.js";

/** The peer of the queue page: one query, one mapping, JSON.stringify; no GraphQL, no rights, no limits. */
const pool = createPool({ ...connectionOptions(process.env.BENCH_DATABASE ?? ""), timezone: "Z", connectionLimit: 10 });
const queueId = Number(process.env.BENCH_QUEUE);
const app = Fastify();

const SQL = `SELECT t.number, t.version, t.position, t.state, t.kind, t.priority, t.prioritySort, t.subject, t.updatedAt,
    t.queueEnteredAt, r.id AS requesterId, r.displayName AS requester, a.id AS assigneeId, a.displayName AS assignee,
    p.id AS applicationId, p.name AS application, q.id AS queueId, m.id AS teamId, m.name AS team
  FROM ticket t
    JOIN person r ON r.id = t.requesterId
    LEFT JOIN person a ON a.id = t.assigneeId
    LEFT JOIN application p ON p.id = t.applicationId
    JOIN queue q ON q.id = t.queueId
    JOIN team m ON m.id = q.teamId
  WHERE t.queueId = ? AND t.state IN ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING') AND t.compartmentId IN (1)
  ORDER BY t.prioritySort, t.number LIMIT 51`;

const id = (type: string, key: number) => Buffer.from(`${type}:${key}`).toString("base64url");
const cursor = (row: RowDataPacket) =>
  Buffer.from(JSON.stringify([row.prioritySort, row.number])).toString("base64url");

app.get("/", async (_request, reply) => {
  const [rows] = await pool.query<RowDataPacket[]>(SQL, [queueId]);
  const page = rows.slice(0, 50);
  const edges = page.map((row) => ({
    cursor: cursor(row),
    node: {
      id: id("Ticket", row.number),
      number: row.number,
      version: row.version,
      position: `1.${row.position}`,
      state: row.state,
      kind: row.kind,
      priority: row.priority,
      subject: row.subject,
      updatedAt: row.updatedAt,
      queueEnteredAt: row.queueEnteredAt,
      requester: { id: id("Person", row.requesterId), displayName: row.requester },
      assignee: row.assigneeId && { id: id("Person", row.assigneeId), displayName: row.assignee },
      application: row.applicationId && { id: id("Application", row.applicationId), name: row.application },
      queue: { id: id("Queue", row.queueId), team: { id: id("Team", row.teamId), name: row.team } },
    },
  }));
  const pageInfo = { hasNextPage: rows.length > 50, endCursor: edges.at(-1)?.cursor ?? null };
  reply.type("application/json").send(JSON.stringify({ data: { tickets: { edges, pageInfo } } }));
});

await app.listen({ port: 0, host: "127.0.0.1" });
const address = app.server.address();
serveMeasured(typeof address === "object" && address ? address.port : 0, async () => {
  await app.close();
  await pool.end();
});
