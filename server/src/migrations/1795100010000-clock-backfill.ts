import type { MigrationInterface, QueryRunner } from "typeorm";

/** How far the clock of tickets older than its columns has been computed, clocks that sleep, and mails about breaches. */
export class ClockBackfill1795100010000 implements MigrationInterface {
  name = "ClockBackfill1795100010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `ticket` ADD `clockAsleep` tinyint NOT NULL DEFAULT 0");
    await runner.query(`CREATE TABLE \`clock_backfill\` (
      \`id\` tinyint UNSIGNED NOT NULL,
      \`doneNumber\` int UNSIGNED NOT NULL,
      \`upToNumber\` int UNSIGNED NOT NULL,
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`);
    await runner.query("INSERT INTO clock_backfill SELECT 1, 0, COALESCE(MAX(number), 0) FROM ticket");
    await runner.query(`ALTER TABLE \`outbox\` MODIFY \`kind\` enum (${MAIL_KINDS}, 'BREACH') NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM outbox WHERE kind = 'BREACH'");
    await runner.query(`ALTER TABLE \`outbox\` MODIFY \`kind\` enum (${MAIL_KINDS}) NOT NULL`);
    await runner.query("DROP TABLE `clock_backfill`");
    await runner.query("ALTER TABLE `ticket` DROP COLUMN `clockAsleep`");
  }
}

const MAIL_KINDS = "'ACKNOWLEDGEMENT', 'REPLY', 'RESOLUTION', 'CLOSING'";
