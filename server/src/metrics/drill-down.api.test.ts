import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import { EVER, type ReportDesk, reportDesk } from "./report-desk.fixture.js";

let desk: ReportDesk;
let mail: string;

beforeAll(async () => {
  desk = await reportDesk();
  mail = await desk.application("Messagerie");
  for (const code of ["SOLVED", "NO_FAULT", "SOLVED"]) await desk.solve("technician", mail, code);
});

const BEHIND = `query ($input: MetricsInput!, $keys: [String]!, $part: String, $first: Int!, $after: String) {
  metricTickets(input: $input, metric: handled_resolved, keys: $keys, part: $part, first: $first, after: $after) {
    totalCount tickets
    edges { cursor node { number at value part ticket { number subject state } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const input = { ...EVER, metrics: ["intake_received"], groupBy: ["APPLICATION"] };
const asked = (more: object = {}) => ({ input, keys: [mail], first: 10, ...more });

interface Behind {
  totalCount: number;
  tickets: number;
  edges: { node: { number: number; value: number | null; part: string; ticket: { number: number; state: string } } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const read = async (more: object = {}) =>
  (await desk.as.manager.read<{ metricTickets: Behind }>(BEHIND, asked(more))).metricTickets;

describe("the tickets behind a figure, through the API", () => {
  it("come with what the figure says of them, the latest first, page by page", async () => {
    const first = await read({ first: 2 });
    expect(first).toMatchObject({ totalCount: 3, tickets: 3, pageInfo: { hasNextPage: true } });
    expect(first.edges.map(({ node }) => [node.number, node.part, node.ticket.state])).toEqual([
      [3, "SOLVED", "RESOLVED"],
      [2, "NO_FAULT", "RESOLVED"],
    ]);
    const rest = await read({ first: 2, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.ticket.number)).toEqual([1]);
    expect(await read({ part: "NO_FAULT" })).toMatchObject({ totalCount: 1 });
  });

  it.each([
    [{ keys: [] }, "BAD_USER_INPUT"],
    [{ keys: ["nonsense"] }, "BAD_USER_INPUT"],
    [{ first: 101 }, "PAGE_SIZE_EXCEEDED"],
    [{ after: "nonsense" }, "BAD_CURSOR"],
    [{ after: Buffer.from('["1",2,3]').toString("base64url") }, "BAD_CURSOR"],
  ])("are refused where there is no such figure or page: %j", async (more, code) => {
    const { errors } = await desk.as.manager.ask(BEHIND, asked(more));
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it("are for those who read both reports and the desk's tickets", async () => {
    const program = async (name: string, scopes: string) => {
      const tokenHash = createHash("sha256").update(`gui_${name}`).digest();
      const token = { name, tokenHash, scopes, createdAt: new Date(), createdById: desk.ids.admin };
      await insertRow(desk.api.dataSource, "api_token", token);
      return desk.api.stranger.with({ authorization: `Bearer gui_${name}` });
    };
    const denied = { errors: [{ extensions: { code: "NOT_PERMITTED" } }] };
    expect(await (await program("figures", "reports:read")).ask(BEHIND, asked())).toMatchObject(denied);
    expect(await (await program("tickets", "tickets:read")).ask(BEHIND, asked())).toMatchObject(denied);
    expect(await desk.as.technician.ask(BEHIND, asked())).toMatchObject(denied);
    expect(await desk.as.admin.ask(BEHIND, asked())).toMatchObject(denied);
    const both = await (await program("both", "reports:read tickets:read")).ask(BEHIND, asked());
    expect(both.errors).toBeUndefined();
  });
});
