import type { MigrationInterface, QueryRunner } from "typeorm";

/** A first start that was interrupted is known by this mark at the next one. */
export class SeedingMark1795000400000 implements MigrationInterface {
  name = "SeedingMark1795000400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `desk` ADD `seedingSince` datetime(3) NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `desk` DROP COLUMN `seedingSince`");
  }
}
