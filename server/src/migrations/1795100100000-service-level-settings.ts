import type { MigrationInterface, QueryRunner } from "typeorm";

/** Calendars and policies as versions with an effective date, and the calendar that every desk has from the beginning. */
export class ServiceLevelSettings1795100100000 implements MigrationInterface {
  name = "ServiceLevelSettings1795100100000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(
      `ALTER TABLE \`event\` MODIFY \`subjectType\` enum (${SUBJECTS}, 'CALENDAR', 'POLICY') NOT NULL`,
    );
    await runner.query("INSERT INTO service_level_settings (id, version) VALUES (1, 1)");
    await runner.query("INSERT INTO calendar (id, name) VALUES (1, 'Heures ouvrées')");
    await runner.query(
      `INSERT INTO calendar_version (calendarId, effectiveFrom, savedAt, timeZone, weekly, exceptions)
       SELECT 1, '1970-01-01 00:00:00.000', UTC_TIMESTAMP(3), timeZone, ?, '[]' FROM desk WHERE id = 1`,
      [JSON.stringify([1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:00", to: "18:00" })))],
    );
    await runner.query(
      `INSERT INTO calendar_assignment (queueId, calendarId, effectiveFrom, savedAt)
       VALUES (NULL, 1, '1970-01-01 00:00:00.000', UTC_TIMESTAMP(3))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // The log keeps positions without a hole: what it knew of calendars becomes what older desks know as settings.
    await runner.query("UPDATE event SET subjectType = 'SETTING' WHERE subjectType IN ('CALENDAR', 'POLICY')");
    await runner.query(`ALTER TABLE \`event\` MODIFY \`subjectType\` enum (${SUBJECTS}) NOT NULL`);
    for (const table of DROPPED) await runner.query(`DROP TABLE \`${table}\``);
  }
}

const SUBJECTS =
  "'TICKET', 'PERSON', 'SESSION', 'TOKEN', 'TEAM', 'SITE', 'APPLICATION', 'CHAIN', 'ARTICLE', 'MAIL', 'SETTING'";

const EFFECTIVE = `
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`effectiveFrom\` datetime(3) NOT NULL,
      \`savedAt\` datetime(3) NOT NULL,
      \`savedById\` int UNSIGNED NULL,
      \`withdrawnAt\` datetime(3) NULL,`;

const TABLES = [
  `CREATE TABLE \`calendar\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`name\` varchar(200) NOT NULL,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`calendar_version\` (${EFFECTIVE}
      \`calendarId\` int UNSIGNED NOT NULL,
      \`timeZone\` varchar(64) NOT NULL,
      \`holidayCountry\` varchar(2) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`holidayRegion\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`weekly\` text NOT NULL,
      \`exceptions\` mediumtext NOT NULL,
      INDEX \`calendar_version_of_calendar\` (\`calendarId\`, \`effectiveFrom\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`calendar_assignment\` (${EFFECTIVE}
      \`queueId\` int UNSIGNED NULL,
      \`calendarId\` int UNSIGNED NULL,
      INDEX \`calendar_assignment_of_queue\` (\`queueId\`, \`effectiveFrom\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`service_level_policy\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`name\` varchar(200) NOT NULL,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`policy_version\` (${EFFECTIVE}
      \`policyId\` int UNSIGNED NOT NULL,
      \`active\` tinyint NOT NULL,
      \`rank\` smallint UNSIGNED NOT NULL,
      \`applicationIds\` text NOT NULL,
      \`kinds\` text NOT NULL,
      \`priorities\` text NOT NULL,
      \`siteIds\` text NOT NULL,
      \`calendarId\` int UNSIGNED NULL,
      \`takeChargeMinutes\` int UNSIGNED NULL,
      \`resolveMinutes\` int UNSIGNED NULL,
      \`warningPercent\` tinyint UNSIGNED NOT NULL,
      \`pausesOn\` text NOT NULL,
      \`onBreach\` text NOT NULL,
      INDEX \`policy_version_of_policy\` (\`policyId\`, \`effectiveFrom\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`service_level_settings\` (
      \`id\` tinyint UNSIGNED NOT NULL,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
];

const DROPPED = [
  "calendar",
  "calendar_version",
  "calendar_assignment",
  "service_level_policy",
  "policy_version",
  "service_level_settings",
];
