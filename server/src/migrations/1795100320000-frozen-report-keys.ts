import type { MigrationInterface, QueryRunner } from "typeorm";

/** A report whose freezing was not answered can be asked for again without being frozen twice. */
export class FrozenReportKeys1795100320000 implements MigrationInterface {
  name = "FrozenReportKeys1795100320000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE `frozen_report` ADD `key` varchar(64) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL, ADD UNIQUE INDEX `frozen_report_key` (`frozenById`, `key`)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `frozen_report` DROP INDEX `frozen_report_key`, DROP COLUMN `key`");
  }
}
