import type { MigrationInterface, QueryRunner } from "typeorm";

/** Changes of the past: what was asked for, and how far it has come. */
export class Recomputations1795100110000 implements MigrationInterface {
  name = "Recomputations1795100110000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(`ALTER TABLE \`due\` MODIFY \`kind\` enum (${DUE_KINDS}, 'RECOMPUTATION') NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM due WHERE kind = 'RECOMPUTATION'");
    await runner.query(`ALTER TABLE \`due\` MODIFY \`kind\` enum (${DUE_KINDS}) NOT NULL`);
    await runner.query("DROP TABLE `recomputation`");
  }
}

const DUE_KINDS = "'WAITING_ENDS', 'SILENCE_CLOSES', 'DRAFT_EXPIRES'";

const TABLE = `CREATE TABLE \`recomputation\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`startedAt\` datetime(3) NOT NULL,
      \`startedById\` int UNSIGNED NULL,
      \`effectiveFrom\` datetime(3) NOT NULL,
      \`calendarId\` int UNSIGNED NULL,
      \`policyId\` int UNSIGNED NULL,
      \`queueId\` int UNSIGNED NULL,
      \`endedAt\` datetime(3) NULL,
      \`fromPosition\` bigint UNSIGNED NOT NULL,
      \`upToNumber\` int UNSIGNED NOT NULL,
      \`doneNumber\` int UNSIGNED NOT NULL DEFAULT '0',
      \`ticketsToLookAt\` int UNSIGNED NOT NULL,
      \`ticketsLookedAt\` int UNSIGNED NOT NULL DEFAULT '0',
      \`verdictsChanged\` int UNSIGNED NOT NULL DEFAULT '0',
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`;
