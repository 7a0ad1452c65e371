import type { DataSource } from "typeorm";
import { ArticleState } from "../../knowledge/article.entity.js";
import type { Articles } from "../../knowledge/article.service.js";
import type { UnitOfWork } from "../../platform/database/unit-of-work.js";
import type { Party } from "../../tickets/party.js";
import type { SeededRandom } from "../seeded-random.js";
import { WORKING_DAY } from "../working-time.rules.js";

const A_DAY = 10;
const MINUTES_EACH = 5;

/** When the supervisor takes up the next draft, in working minutes before the end: an hour a day, but not today. */
export const REVIEWS: readonly number[] = [4, 3, 2, 1].flatMap((days) =>
  Array.from({ length: A_DAY }, (_, index) => days * WORKING_DAY - 90 - index * MINUTES_EACH),
);

/** The supervisor reads the drafts that resolutions leave, each once: most are published, some are not worth keeping. */
export class DraftReview {
  private lastRead = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly articles: Articles,
    private readonly random: SeededRandom,
  ) {}

  async readNext({ actor, viewer }: Party, at: Date): Promise<void> {
    const [draft] = await this.dataSource.query<{ id: number; version: number }[]>(
      `SELECT id, version FROM article
       WHERE state = 'TO_REVIEW' AND sourceTicketNumber IS NOT NULL AND id > ? ORDER BY id LIMIT 1`,
      [this.lastRead],
    );
    if (!draft || !viewer) return;
    const { id, version } = draft;
    this.lastRead = id;
    const fate = this.random.next();
    // Some wait for another opinion.
    if (fate > 0.8) return;
    const decision = fate > 0.65 ? ArticleState.ARCHIVED : ArticleState.PUBLISHED;
    await this.work.run(actor, (tx) => this.articles.review(tx, viewer, id, version, decision), at);
  }
}
