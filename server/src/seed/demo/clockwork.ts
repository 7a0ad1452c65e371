import type { DataSource } from "typeorm";
import type { UnitOfWork } from "../../platform/database/unit-of-work.js";
import { Breaches } from "../../service-levels/breach.service.js";
import { Watch } from "../../service-levels/watch.js";
import type { Routing } from "../../tickets/routing.service.js";

/** The watch over service levels, as it went by in the week: each alarm at its own instant. */
export class Clockwork {
  private now = new Date(0);
  private readonly watch: Watch;

  constructor(
    private readonly dataSource: DataSource,
    work: UnitOfWork,
    routing: Routing,
  ) {
    // Nothing is mailed: the week is over.
    const breaches = new Breaches({ mailing: { queue: async () => undefined }, routing });
    const failed = (facts: Record<string, unknown>, message: string) => {
      throw new Error(message, { cause: facts["err"] });
    };
    // One at a time: the same log for the same week.
    this.watch = new Watch(dataSource, work, breaches, { error: failed }, () => this.now, { atOnce: 1 });
  }

  /** Lets everything happen that time alone brings about up to an instant. */
  async runUntil(instant: Date): Promise<void> {
    for (;;) {
      const [row] = await this.dataSource.query<{ next: Date | null }[]>("SELECT MIN(nextAlarmAt) AS next FROM ticket");
      if (!row?.next || row.next > instant) return;
      this.now = row.next;
      await this.watch.runDue();
    }
  }
}
