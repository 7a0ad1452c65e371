import type { MigrationInterface, QueryRunner } from "typeorm";

/** What metrics count, derived from the log: the tables are filled by the server, from the log's beginning. */
export class MetricFacts1795100200000 implements MigrationInterface {
  name = "MetricFacts1795100200000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`metric_fact\` (
      \`kind\` enum ('ENTRY', 'FIRST_REPLY', 'ARRIVAL', 'STAY', 'RESOLUTION', 'IN_LEVEL', 'WAITING', 'WAITED', 'DISCARDED', 'SPELL', 'VERDICT', 'CHASED', 'INTERVENTION') NOT NULL,
      \`magnitude\` tinyint UNSIGNED NOT NULL,
      \`at\` bigint NOT NULL,
      \`ticket\` int UNSIGNED NOT NULL,
      \`n\` smallint UNSIGNED NOT NULL,
      \`position\` bigint UNSIGNED NOT NULL,
      \`knownAt\` bigint NOT NULL,
      \`endKnownAt\` bigint NULL,
      \`endPosition\` bigint UNSIGNED NULL,
      \`level\` tinyint UNSIGNED NOT NULL,
      \`queueId\` int UNSIGNED NOT NULL,
      \`teamId\` int UNSIGNED NOT NULL,
      \`part\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`code\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`flag\` tinyint NOT NULL DEFAULT 0,
      \`calendarMs\` bigint NULL,
      \`businessMs\` bigint NULL,
      \`amount\` int UNSIGNED NULL,
      \`ordinal\` smallint UNSIGNED NULL,
      \`articleId\` int UNSIGNED NULL,
      \`followedUpAt\` bigint NULL,
      \`followedUpPosition\` bigint UNSIGNED NULL,
      INDEX \`metric_fact_of_ticket\` (\`ticket\`, \`kind\`),
      PRIMARY KEY (\`kind\`, \`magnitude\`, \`at\`, \`ticket\`, \`n\`)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`metric_ticket\` (
      \`ticket\` int UNSIGNED NOT NULL,
      \`position\` bigint UNSIGNED NOT NULL,
      \`knownAt\` bigint NOT NULL,
      \`endKnownAt\` bigint NULL,
      \`endPosition\` bigint UNSIGNED NULL,
      \`applicationId\` int UNSIGNED NULL,
      \`nature\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`kind\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`priority\` varchar(4) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`requesterSiteId\` int UNSIGNED NULL,
      \`channel\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`discarded\` tinyint NOT NULL,
      \`compartmentId\` int UNSIGNED NOT NULL,
      PRIMARY KEY (\`ticket\`, \`position\`)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE \`metric_progress\` (
      \`id\` tinyint UNSIGNED NOT NULL,
      \`version\` smallint UNSIGNED NOT NULL,
      \`position\` bigint UNSIGNED NOT NULL,
      \`remadeTo\` int UNSIGNED NULL,
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`);
    await runner.query("INSERT INTO `metric_progress` (`id`, `version`, `position`) VALUES (1, 0, 0)");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["metric_progress", "metric_ticket", "metric_fact"]) {
      await runner.query(`DROP TABLE \`${table}\``);
    }
  }
}
