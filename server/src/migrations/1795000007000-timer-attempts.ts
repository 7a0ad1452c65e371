import type { MigrationInterface, QueryRunner } from "typeorm";

/** Timers count their failures, so that each waits longer before its next attempt than before the last. */
export class TimerAttempts1795000007000 implements MigrationInterface {
  name = "TimerAttempts1795000007000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `due` ADD `attempts` tinyint UNSIGNED NOT NULL DEFAULT '0'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `due` DROP COLUMN `attempts`");
  }
}
