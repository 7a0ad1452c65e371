import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The service levels' clock on each ticket, as of its last event, and what each event says of it. The columns are
 * added at the end and empty: large tables are not rewritten.
 */
export class ServiceLevelClock1795100000000 implements MigrationInterface {
  name = "ServiceLevelClock1795100000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE \`event\`
      ADD \`businessMs\` bigint UNSIGNED NULL,
      ADD \`target\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      ADD \`serviceLevelBefore\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      ADD \`serviceLevelAfter\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL`);
    await runner.query(`ALTER TABLE \`ticket\`
      ADD \`clockMs\` bigint UNSIGNED NOT NULL DEFAULT '0',
      ADD \`clockAt\` datetime(3) NULL,
      ADD \`clockRules\` int UNSIGNED NOT NULL DEFAULT '0',
      ADD \`takeChargeTargetMs\` bigint UNSIGNED NULL,
      ADD \`takeChargeDueAt\` datetime(3) NULL,
      ADD \`takeChargeState\` ${TARGET_STATE},
      ADD \`takeChargeJudgedAt\` datetime(3) NULL,
      ADD \`resolveTargetMs\` bigint UNSIGNED NULL,
      ADD \`resolveDueAt\` datetime(3) NULL,
      ADD \`resolveState\` ${TARGET_STATE},
      ADD \`resolveJudgedAt\` datetime(3) NULL,
      ADD \`nextBreachAt\` datetime(3) NULL,
      ADD \`serviceLevelState\` enum ('PENDING', 'IMMINENT', 'PAUSED', 'MET', 'MISSED') NULL,
      ADD \`nextAlarmAt\` datetime(3) NULL,
      ADD \`breachesToAnswer\` tinyint UNSIGNED NOT NULL DEFAULT '0'`);
    await runner.query(`ALTER TABLE \`ticket\`
      ADD INDEX \`ticket_by_alarm\` (\`nextAlarmAt\`, \`number\`),
      ADD INDEX \`ticket_by_queue_breach\` (\`queueId\`, \`state\`, \`nextBreachAt\`, \`number\`)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE \`ticket\` DROP INDEX \`ticket_by_alarm\`, DROP INDEX \`ticket_by_queue_breach\`, ${dropped(TICKET)}`,
    );
    await runner.query(`ALTER TABLE \`event\` ${dropped(EVENT)}`);
  }
}

const TARGET_STATE = "enum ('PENDING', 'IMMINENT', 'PAUSED', 'MET', 'MISSED', 'CANCELLED') NULL";

const EVENT = ["businessMs", "target", "serviceLevelBefore", "serviceLevelAfter"];

const TICKET = [
  "clockMs",
  "clockAt",
  "clockRules",
  "takeChargeTargetMs",
  "takeChargeDueAt",
  "takeChargeState",
  "takeChargeJudgedAt",
  "resolveTargetMs",
  "resolveDueAt",
  "resolveState",
  "resolveJudgedAt",
  "nextBreachAt",
  "serviceLevelState",
  "nextAlarmAt",
  "breachesToAnswer",
];

function dropped(columns: readonly string[]): string {
  return columns.map((column) => `DROP COLUMN \`${column}\``).join(", ");
}
