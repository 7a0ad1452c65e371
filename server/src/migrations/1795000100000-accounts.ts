import type { MigrationInterface, QueryRunner } from "typeorm";

/** Accounts and sessions of people, tokens of programs, and the attempts that are counted against guessing. */
export class Accounts1795000100000 implements MigrationInterface {
  name = "Accounts1795000100000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["account", "session", "api_token", "rate_limit"])
      await runner.query(`DROP TABLE \`${table}\``);
  }
}

const TABLES = [
  `CREATE TABLE \`account\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`personId\` int UNSIGNED NOT NULL,
      \`login\` varchar(100) NOT NULL,
      \`passwordHash\` varchar(255) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`createdAt\` datetime(3) NOT NULL,
      \`passwordChangedAt\` datetime(3) NOT NULL,
      UNIQUE INDEX \`IDX_7f69bc091c4e2b90db02f57f3b\` (\`personId\`),
      UNIQUE INDEX \`IDX_02ec5e354b7a10ffa2e1c0b70e\` (\`login\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`session\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`tokenHash\` binary(32) NOT NULL,
      \`personId\` int UNSIGNED NOT NULL,
      \`createdAt\` datetime(3) NOT NULL,
      \`expiresAt\` datetime(3) NOT NULL,
      \`endedAt\` datetime(3) NULL,
      INDEX \`session_by_expiry\` (\`expiresAt\`),
      INDEX \`session_of_person\` (\`personId\`),
      UNIQUE INDEX \`IDX_ff3b5bfd0767bd32942e5ccaad\` (\`tokenHash\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`api_token\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`name\` varchar(100) NOT NULL,
      \`tokenHash\` binary(32) NOT NULL,
      \`scopes\` varchar(500) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`createdAt\` datetime(3) NOT NULL,
      \`createdById\` int UNSIGNED NOT NULL,
      \`lastUsedAt\` datetime(3) NULL,
      \`revokedAt\` datetime(3) NULL,
      UNIQUE INDEX \`IDX_b8d5076cd3f3572829943b3f8a\` (\`tokenHash\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`rate_limit\` (
      \`key\` varchar(255) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`points\` int NOT NULL DEFAULT '0',
      \`expire\` bigint UNSIGNED NULL,
      PRIMARY KEY (\`key\`)
    ) ENGINE=InnoDB`,
];
