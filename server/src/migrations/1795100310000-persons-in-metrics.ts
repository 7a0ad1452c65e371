import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whose doing a counted thing is, and by which policy a target was judged: derived, like the rest, from the log. */
export class PersonsInMetrics1795100310000 implements MigrationInterface {
  name = "PersonsInMetrics1795100310000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `metric_fact` ADD `personId` int UNSIGNED NULL, ADD `policyId` int UNSIGNED NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `metric_fact` DROP COLUMN `policyId`, DROP COLUMN `personId`");
  }
}
