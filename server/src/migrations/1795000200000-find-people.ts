import type { MigrationInterface, QueryRunner } from "typeorm";

/** People are found by any word of their name and by role; categories can be withdrawn. */
export class FindPeople1795000200000 implements MigrationInterface {
  name = "FindPeople1795000200000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`person_word\` (
      \`word\` varchar(50) NOT NULL,
      \`personId\` int UNSIGNED NOT NULL,
      INDEX \`person_word_of_person\` (\`personId\`),
      PRIMARY KEY (\`word\`, \`personId\`)
    ) ENGINE=InnoDB`);
    await runner.query("CREATE INDEX `person_role_by_role` ON `person_role` (`role`, `personId`)");
    await runner.query("ALTER TABLE `category` ADD `active` tinyint NOT NULL DEFAULT 1");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `category` DROP COLUMN `active`");
    await runner.query("DROP INDEX `person_role_by_role` ON `person_role`");
    await runner.query("DROP TABLE `person_word`");
  }
}
