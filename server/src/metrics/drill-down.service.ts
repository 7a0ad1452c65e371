import type { Viewer } from "../platform/auth/viewer.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import { RequestError } from "../platform/graphql/errors.js";
import {
  type Selected,
  type ThingKey,
  type ThingRow,
  type TotalRow,
  thingsBehind,
  totalBehind,
} from "./drill-down.queries.js";
import type { TicketBehind, TicketBehindConnection } from "./drill-down.type.js";
import type { MetricId } from "./metric.definitions.js";
import type { MetricsInput } from "./metric.input.js";
import { countedBy, PLANS } from "./metric.queries.js";
import type { GroupValue } from "./metric.question.js";
import { groupValueOf } from "./metric-names.js";
import { complaintsAbout } from "./metric-question.rules.js";
import { type AskedQuestion, dimensionOf, questionOf, refuseInput } from "./metric-question.service.js";
import type { MetricSnapshots } from "./metric-snapshot.js";

/** One figure of a report. */
export interface Figure {
  metric: MetricId;
  /** The keys of its row's groups; one more than the question's groupings for a row of `alsoBy`. */
  keys: readonly (string | null)[];
  part: string | null;
}

/** What a figure is made of: the very rows that the report adds up, read one by one. */
export class DrillDown {
  constructor(
    private readonly snapshots: MetricSnapshots,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async tickets(
    viewer: Viewer,
    input: MetricsInput,
    figure: Figure,
    page: PageRequest,
  ): Promise<TicketBehindConnection> {
    const complaints = complaintsAbout({ ...input, metrics: [figure.metric] });
    if (complaints.length > 0) refuseInput(complaints);
    const beyond = page.beyond && thingKey(page.beyond);
    const now = this.clock();
    return this.snapshots.read(async (database) => {
      const asked = await questionOf(database, viewer, input, { now, position: null });
      const { question, selected } = select(asked, input, figure);
      const things = thingsBehind(question, selected, beyond, page.limit + 1);
      const rows = await database.query<ThingRow[]>(things.sql, things.parameters);
      const total = totalBehind(question, selected);
      const [sums] = await database.query<TotalRow[]>(total.sql, total.parameters);
      const found = pageOf(rows, page, ({ at, ticket, n }) => [at, ticket, n]);
      return {
        ...withThings(found, selected),
        totalCount: Number(sums?.total ?? 0),
        tickets: sums?.tickets ?? 0,
      };
    });
  }
}

/** The question and its row of which the figure is; refused where there is no such row. */
function select(asked: AskedQuestion, input: MetricsInput, { metric, keys, part }: Figure) {
  const { alsoBy } = PLANS[metric];
  const isFurther =
    keys.length === input.groupBy.length + 1 && alsoBy !== undefined && !input.groupBy.includes(alsoBy.grouping);
  const groupBy = isFurther ? [...input.groupBy, alsoBy.grouping] : input.groupBy;
  if (keys.length !== groupBy.length) {
    refuseInput([{ path: "keys", message: "Give one key for each grouping, in their order." }]);
  }
  const groups = groupBy.map((by, index): GroupValue => {
    const value = groupValueOf(by, keys[index]!, asked.buckets);
    return value === undefined
      ? refuseInput([{ path: `keys.${index}`, message: "This report has no such row." }])
      : value;
  });
  const selected: Selected = { id: metric, counted: countedBy(metric, groupBy), groups, part };
  return { question: { ...asked, groupBy: groupBy.map(dimensionOf) }, selected };
}

function withThings({ edges, pageInfo }: Page<ThingRow>, { id }: Selected): Page<TicketBehind> {
  const isShare = PLANS[id].shape === "share" || PLANS[id].shape === "ratio";
  return {
    pageInfo,
    edges: edges.map(({ cursor, node: { at, ticket, value, part, hit } }) => ({
      cursor,
      node: {
        number: ticket,
        at: new Date(at),
        value: value === null ? null : Number(value),
        part: isShare ? (hit ? "PART" : "REST") : part,
      },
    })),
  };
}

function thingKey(beyond: NonNullable<PageRequest["beyond"]>): ThingKey {
  if (beyond.length !== 3 || !beyond.every((each) => typeof each === "number")) {
    throw new RequestError("BAD_CURSOR", "This is not a cursor of this list.");
  }
  return beyond as unknown as ThingKey;
}
