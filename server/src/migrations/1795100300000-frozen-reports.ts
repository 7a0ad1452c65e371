import type { MigrationInterface, QueryRunner } from "typeorm";

/** Reports that stay as they were on the day they were frozen; and whether figures may be about named persons. */
export class FrozenReports1795100300000 implements MigrationInterface {
  name = "FrozenReports1795100300000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`frozen_report\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`name\` varchar(200) NOT NULL,
      \`frozenAt\` datetime(3) NOT NULL,
      \`frozenById\` int UNSIGNED NOT NULL,
      \`timeline\` int UNSIGNED NOT NULL,
      \`position\` bigint UNSIGNED NOT NULL,
      \`periodFrom\` datetime(3) NOT NULL,
      \`periodTo\` datetime(3) NOT NULL,
      \`asOf\` datetime(3) NOT NULL,
      \`timeZone\` varchar(64) NOT NULL,
      \`question\` mediumtext NOT NULL,
      \`compartmentIds\` text NOT NULL,
      \`definitionsVersion\` int UNSIGNED NOT NULL,
      \`hash\` binary(32) NOT NULL,
      \`figures\` longtext NOT NULL,
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`);
    await runner.query("ALTER TABLE `desk` ADD `personFigures` tinyint NOT NULL DEFAULT 0");
    await runner.query(`ALTER TABLE \`event\` MODIFY \`subjectType\` enum (${SUBJECTS}, 'REPORT') NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The log keeps positions without a hole: what it knew of reports becomes what older desks know as settings.
    await runner.query("UPDATE event SET subjectType = 'SETTING' WHERE subjectType = 'REPORT'");
    await runner.query(`ALTER TABLE \`event\` MODIFY \`subjectType\` enum (${SUBJECTS}) NOT NULL`);
    await runner.query("ALTER TABLE `desk` DROP COLUMN `personFigures`");
    await runner.query("DROP TABLE `frozen_report`");
  }
}

const SUBJECTS =
  "'TICKET', 'PERSON', 'SESSION', 'TOKEN', 'TEAM', 'SITE', 'APPLICATION', 'CHAIN', 'ARTICLE', 'MAIL', 'SETTING', 'CALENDAR', 'POLICY'";
