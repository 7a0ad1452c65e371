import type { MigrationInterface, QueryRunner } from "typeorm";

/** Logs that were replayed: the actors of their events. */
export class ImportRuns1795000300000 implements MigrationInterface {
  name = "ImportRuns1795000300000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE \`import_run\` (
        \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
        \`mapping\` varchar(40) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
        \`mappingHash\` binary(32) NOT NULL,
        \`logHash\` binary(32) NOT NULL,
        \`startedAt\` datetime(3) NOT NULL,
        \`finishedAt\` datetime(3) NULL,
        UNIQUE INDEX \`import_run_of_log\` (\`mappingHash\`, \`logHash\`),
        PRIMARY KEY (\`id\`)
      ) ENGINE=InnoDB`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `import_run`");
  }
}
