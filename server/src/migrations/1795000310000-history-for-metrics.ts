import type { MigrationInterface, QueryRunner } from "typeorm";

/** A subject's history in one index, with what metrics read of it. */
export class HistoryForMetrics1795000310000 implements MigrationInterface {
  name = "HistoryForMetrics1795000310000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE \`event\` DROP INDEX \`event_by_subject\`, ADD INDEX \`event_by_subject\`
        (\`subjectType\`, \`subjectId\`, \`position\`, \`recordedAt\`, \`type\`, \`takesCharge\`, \`levelBefore\`, \`levelAfter\`)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE \`event\` DROP INDEX \`event_by_subject\`, ADD INDEX \`event_by_subject\`
        (\`subjectType\`, \`subjectId\`, \`position\`)`,
    );
  }
}
