import type { Viewer } from "../platform/auth/viewer.js";
import type { MetricsInput } from "./metric.input.js";
import type { Metric, Metrics } from "./metric.type.js";
import { MetricAnswers } from "./metric-answers.js";
import { periodBefore } from "./metric-period.rules.js";
import { complaintsAbout } from "./metric-question.rules.js";
import { questionOf, refuseInput } from "./metric-question.service.js";
import type { MetricSnapshots } from "./metric-snapshot.js";

/** Reports: computed by the database from what is derived from the log, all of one report in one snapshot. */
export class MetricService {
  constructor(
    private readonly snapshots: MetricSnapshots,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** With a position, nothing after it in the log counts: the figures are then the same for ever. */
  async report(
    viewer: Viewer,
    input: MetricsInput,
    { position = null }: { position?: number | null } = {},
  ): Promise<Omit<Metrics, "position">> {
    const complaints = complaintsAbout(input);
    if (complaints.length > 0) refuseInput(complaints);
    const upTo = { now: this.clock(), position };
    return this.snapshots.read(async (database) => {
      const question = await questionOf(database, viewer, input, upTo);
      const { from, to, asOf, timeZone } = question;
      const previous = input.compareWithPrevious
        ? await questionOf(database, viewer, { ...input, ...periodBefore(input, timeZone) }, upTo)
        : null;
      const answers = new MetricAnswers(database, viewer.language, question, previous);
      const metrics: Metric[] = [];
      for (const id of input.metrics) metrics.push(await answers.metric(id, input.groupBy));
      return {
        from,
        to,
        asOf,
        timeZone,
        previous: previous && { from: previous.from, to: previous.to, asOf: previous.asOf },
        metrics,
      };
    });
  }
}
