import type { MigrationInterface, QueryRunner } from "typeorm";

/** The desk's tables, and the rows without which no desk works. */
export class InitialSchema1795000000000 implements MigrationInterface {
  name = "InitialSchema1795000000000";

  async up(runner: QueryRunner): Promise<void> {
    // A database given by its URL may have another default, and tables take theirs from it.
    await runner.query("ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
    for (const statement of TABLES) await runner.query(statement);
    await runner.query("INSERT INTO log_head (id, n) VALUES (1, 0)");
    await runner.query("INSERT INTO log_timeline (timeline, forkedAt, startedAt) VALUES (1, 0, UTC_TIMESTAMP(3))");
    await runner.query(`INSERT INTO level (\`rank\`, nameFr, nameEn) VALUES
      (0, 'N0 accueil', 'L0 front desk'), (1, 'N1 assistance', 'L1 support'),
      (2, 'N2 expertise', 'L2 experts'), (3, 'N3 éditeur et ingénierie', 'L3 engineering')`);
    await runner.query("INSERT INTO compartment (id, kind, code) VALUES (1, 'DESK', 'desk')");
    await runner.query("INSERT INTO desk (id, name, timeZone, language) VALUES (1, 'Guichet', 'Europe/Paris', 'fr')");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of DROPPED) await runner.query(`DROP TABLE \`${table}\``);
  }
}

const TABLES = [
  `CREATE TABLE \`address\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`personId\` int UNSIGNED NOT NULL,
      \`kind\` enum ('EMAIL', 'PHONE') NOT NULL,
      \`value\` varchar(254) NOT NULL,
      \`normalised\` varchar(254) NOT NULL,
      INDEX \`address_by_value\` (\`kind\`, \`normalised\`),
      INDEX \`address_of_person\` (\`personId\`, \`kind\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`application\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`code\` varchar(32) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`name\` varchar(200) NOT NULL,
      \`description\` varchar(2000) NOT NULL DEFAULT '',
      \`ownerId\` int UNSIGNED NULL,
      \`compartmentId\` int UNSIGNED NOT NULL DEFAULT '1',
      \`active\` tinyint NOT NULL DEFAULT 1,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      UNIQUE INDEX \`IDX_b38d2078e7b3cf3306b674eea7\` (\`code\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`article\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      \`position\` bigint UNSIGNED NOT NULL DEFAULT '0',
      \`state\` enum ('TO_REVIEW', 'PUBLISHED', 'ARCHIVED') NOT NULL,
      \`language\` varchar(2) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`title\` varchar(250) NOT NULL,
      \`symptom\` text NOT NULL,
      \`cause\` text NULL,
      \`solution\` text NOT NULL,
      \`applicationId\` int UNSIGNED NULL,
      \`compartmentId\` int UNSIGNED NOT NULL,
      \`sourceTicketNumber\` int UNSIGNED NULL,
      \`useCount\` int UNSIGNED NOT NULL DEFAULT '0',
      \`createdById\` int UNSIGNED NULL,
      \`createdAt\` datetime(3) NOT NULL,
      \`updatedAt\` datetime(3) NOT NULL,
      \`expiresAt\` datetime(3) NULL,
      FULLTEXT INDEX \`article_text\` (\`title\`, \`symptom\`, \`solution\`),
      INDEX \`article_by_application\` (\`applicationId\`, \`state\`, \`id\`),
      INDEX \`article_by_state\` (\`state\`, \`id\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`article_use\` (
      \`ticketNumber\` int UNSIGNED NOT NULL,
      \`articleId\` int UNSIGNED NOT NULL,
      \`usedAt\` datetime(3) NOT NULL,
      INDEX \`article_use_by_article\` (\`articleId\`, \`usedAt\`),
      PRIMARY KEY (\`ticketNumber\`, \`articleId\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`category\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`applicationId\` int UNSIGNED NULL,
      \`name\` varchar(100) NOT NULL,
      UNIQUE INDEX \`category_of_application\` (\`applicationId\`, \`name\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`chain_link\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`applicationId\` int UNSIGNED NULL,
      \`nature\` enum ('TECHNICAL', 'FUNCTIONAL', 'REGULATORY') NULL,
      \`level\` tinyint UNSIGNED NOT NULL,
      \`queueId\` int UNSIGNED NOT NULL,
      UNIQUE INDEX \`chain_link_of_application\` (\`applicationId\`, \`nature\`, \`level\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`compartment\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`kind\` enum ('DESK', 'APPLICATION', 'SECURITY') NOT NULL,
      \`code\` varchar(32) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      UNIQUE INDEX \`IDX_2dfb28a7847b49cb9372e09731\` (\`code\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`desk\` (
      \`id\` tinyint UNSIGNED NOT NULL,
      \`name\` varchar(200) NOT NULL,
      \`timeZone\` varchar(64) NOT NULL,
      \`language\` varchar(2) NOT NULL,
      \`reopenWindowDays\` tinyint UNSIGNED NOT NULL DEFAULT '7',
      \`silenceClosesDays\` tinyint UNSIGNED NOT NULL DEFAULT '5',
      \`draftExpiresDays\` smallint UNSIGNED NOT NULL DEFAULT '90',
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`due\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`kind\` enum ('WAITING_ENDS', 'SILENCE_CLOSES', 'DRAFT_EXPIRES') NOT NULL,
      \`subjectId\` int UNSIGNED NOT NULL,
      \`dueAt\` datetime(3) NOT NULL,
      \`leasedUntil\` datetime(3) NULL,
      UNIQUE INDEX \`due_of_subject\` (\`kind\`, \`subjectId\`),
      INDEX \`due_by_time\` (\`dueAt\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`event\` (
      \`position\` bigint UNSIGNED NOT NULL,
      \`id\` binary(16) NOT NULL,
      \`subjectType\` enum ('TICKET', 'PERSON', 'SESSION', 'TOKEN', 'TEAM', 'SITE', 'APPLICATION', 'CHAIN', 'ARTICLE', 'MAIL', 'SETTING') NOT NULL,
      \`subjectId\` int UNSIGNED NOT NULL,
      \`subjectVersion\` int UNSIGNED NOT NULL,
      \`type\` varchar(32) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`schemaVersion\` tinyint UNSIGNED NOT NULL DEFAULT '1',
      \`actorKind\` enum ('PERSON', 'SYSTEM', 'PROGRAM', 'IMPORT') NOT NULL,
      \`actorId\` int UNSIGNED NULL,
      \`causeId\` binary(16) NOT NULL,
      \`occurredAt\` datetime(3) NOT NULL,
      \`recordedAt\` datetime(3) NOT NULL,
      \`textId\` int UNSIGNED NULL,
      \`messageId\` int UNSIGNED NULL,
      \`personId\` int UNSIGNED NULL,
      \`articleId\` int UNSIGNED NULL,
      \`relatedId\` int UNSIGNED NULL,
      \`takesCharge\` tinyint UNSIGNED NOT NULL DEFAULT '0',
      \`skipsLevel\` tinyint NOT NULL DEFAULT 0,
      \`minutes\` smallint UNSIGNED NULL,
      \`means\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`channel\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`audience\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`resolutionCode\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`requesterId\` int UNSIGNED NULL,
      \`beneficiaryId\` int UNSIGNED NULL,
      \`requesterSiteId\` int UNSIGNED NULL,
      \`stateBefore\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`stateAfter\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`waitingForBefore\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`waitingForAfter\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`queueIdBefore\` int UNSIGNED NULL,
      \`queueIdAfter\` int UNSIGNED NULL,
      \`teamIdBefore\` int UNSIGNED NULL,
      \`teamIdAfter\` int UNSIGNED NULL,
      \`levelBefore\` tinyint UNSIGNED NULL,
      \`levelAfter\` tinyint UNSIGNED NULL,
      \`assigneeIdBefore\` int UNSIGNED NULL,
      \`assigneeIdAfter\` int UNSIGNED NULL,
      \`applicationIdBefore\` int UNSIGNED NULL,
      \`applicationIdAfter\` int UNSIGNED NULL,
      \`compartmentIdBefore\` int UNSIGNED NULL,
      \`compartmentIdAfter\` int UNSIGNED NULL,
      \`kindBefore\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`kindAfter\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`natureBefore\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`natureAfter\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`priorityBefore\` varchar(4) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`priorityAfter\` varchar(4) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      INDEX \`event_by_type\` (\`subjectType\`, \`type\`, \`recordedAt\`, \`subjectId\`),
      INDEX \`event_by_subject\` (\`subjectType\`, \`subjectId\`, \`position\`),
      PRIMARY KEY (\`position\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`idempotency\` (
      \`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT,
      \`actorKind\` enum ('PERSON', 'SYSTEM', 'PROGRAM', 'IMPORT') NOT NULL,
      \`actorId\` int UNSIGNED NOT NULL,
      \`key\` varchar(64) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`requestHash\` binary(32) NOT NULL,
      \`ticketNumber\` int UNSIGNED NOT NULL,
      \`causeId\` binary(16) NOT NULL,
      \`createdAt\` datetime(3) NOT NULL,
      INDEX \`idempotency_by_age\` (\`createdAt\`),
      UNIQUE INDEX \`idempotency_key\` (\`actorKind\`, \`actorId\`, \`key\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`intervention\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`ticketNumber\` int UNSIGNED NOT NULL,
      \`personId\` int UNSIGNED NULL,
      \`means\` enum ('PHONE', 'EMAIL', 'REMOTE', 'ON_SITE') NOT NULL,
      \`minutes\` smallint UNSIGNED NOT NULL,
      \`startedAt\` datetime(3) NOT NULL,
      \`note\` text NULL,
      INDEX \`intervention_of_ticket\` (\`ticketNumber\`, \`id\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`level\` (
      \`rank\` tinyint UNSIGNED NOT NULL,
      \`nameFr\` varchar(100) NOT NULL,
      \`nameEn\` varchar(100) NOT NULL,
      PRIMARY KEY (\`rank\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`log_head\` (
      \`id\` tinyint UNSIGNED NOT NULL,
      \`n\` bigint UNSIGNED NOT NULL,
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`log_timeline\` (
      \`timeline\` int UNSIGNED NOT NULL,
      \`forkedAt\` bigint UNSIGNED NOT NULL,
      \`startedAt\` datetime(3) NOT NULL,
      PRIMARY KEY (\`timeline\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`membership\` (
      \`personId\` int UNSIGNED NOT NULL,
      \`teamId\` int UNSIGNED NOT NULL,
      \`level\` tinyint UNSIGNED NOT NULL,
      INDEX \`membership_of_team\` (\`teamId\`, \`level\`),
      PRIMARY KEY (\`personId\`, \`teamId\`, \`level\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`message\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`ticketNumber\` int UNSIGNED NOT NULL,
      \`authorId\` int UNSIGNED NULL,
      \`authorKind\` varchar(16) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`audience\` enum ('PUBLIC', 'INTERNAL') NOT NULL,
      \`text\` mediumtext NOT NULL,
      \`html\` mediumtext NULL,
      \`createdAt\` datetime(3) NOT NULL,
      \`externalId\` varchar(255) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      INDEX \`message_of_ticket\` (\`ticketNumber\`, \`id\`),
      UNIQUE INDEX \`IDX_306cf6e42a75a5f0e2039af1d0\` (\`externalId\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`outbox\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`kind\` enum ('ACKNOWLEDGEMENT', 'REPLY', 'RESOLUTION', 'CLOSING') NOT NULL,
      \`state\` enum ('WAITING', 'SENDING', 'SENT', 'FAILED', 'SKIPPED') NOT NULL,
      \`ticketNumber\` int UNSIGNED NULL,
      \`personId\` int UNSIGNED NULL,
      \`address\` varchar(254) NULL,
      \`language\` varchar(2) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`subject\` varchar(500) NOT NULL,
      \`body\` mediumtext NOT NULL,
      \`messageId\` varchar(255) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`inReplyTo\` varchar(255) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`attempts\` tinyint UNSIGNED NOT NULL DEFAULT '0',
      \`lastError\` varchar(1000) NULL,
      \`createdAt\` datetime(3) NOT NULL,
      \`notBefore\` datetime(3) NOT NULL,
      \`leasedUntil\` datetime(3) NULL,
      \`sentAt\` datetime(3) NULL,
      INDEX \`outbox_of_ticket\` (\`ticketNumber\`, \`id\`),
      INDEX \`outbox_to_send\` (\`state\`, \`notBefore\`),
      UNIQUE INDEX \`IDX_faca71da1046be0982a48ca0b4\` (\`messageId\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`person\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`displayName\` varchar(200) NOT NULL,
      \`siteId\` int UNSIGNED NULL,
      \`language\` enum ('fr', 'en') NOT NULL,
      \`technicianKind\` enum ('HOTLINE', 'HELPDESK') NULL,
      \`active\` tinyint NOT NULL DEFAULT 1,
      \`externalReference\` varchar(100) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      \`createdAt\` datetime(3) NOT NULL,
      INDEX \`person_by_name\` (\`displayName\`, \`id\`),
      UNIQUE INDEX \`IDX_e0cb06b5a4ae72faf24ca46812\` (\`externalReference\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`person_role\` (
      \`personId\` int UNSIGNED NOT NULL,
      \`role\` enum ('REQUESTER', 'TECHNICIAN', 'SUPERVISOR', 'MANAGER', 'ADMIN') NOT NULL,
      PRIMARY KEY (\`personId\`, \`role\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`queue\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`teamId\` int UNSIGNED NOT NULL,
      \`level\` tinyint UNSIGNED NOT NULL,
      \`active\` tinyint NOT NULL DEFAULT 1,
      UNIQUE INDEX \`queue_of_team\` (\`teamId\`, \`level\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`server_process\` (
      \`id\` varchar(36) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`startedAt\` datetime(3) NOT NULL,
      \`beatAt\` datetime(3) NOT NULL,
      \`presence\` mediumtext NULL,
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`site\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`code\` varchar(32) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`name\` varchar(200) NOT NULL,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      UNIQUE INDEX \`IDX_56cf02fa98a3b4129ee1b886a9\` (\`code\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`team\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`code\` varchar(32) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`name\` varchar(200) NOT NULL,
      \`siteId\` int UNSIGNED NULL,
      \`active\` tinyint NOT NULL DEFAULT 1,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      UNIQUE INDEX \`IDX_b5aa1ec412d4465ec20d475c6a\` (\`code\`),
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`text\` (
      \`id\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`body\` text NOT NULL,
      PRIMARY KEY (\`id\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`ticket\` (
      \`number\` int UNSIGNED NOT NULL AUTO_INCREMENT,
      \`version\` int UNSIGNED NOT NULL DEFAULT '1',
      \`position\` bigint UNSIGNED NOT NULL DEFAULT '0',
      \`kind\` enum ('INCIDENT', 'QUESTION', 'COMPLAINT', 'SERVICE_REQUEST') NOT NULL,
      \`nature\` enum ('TECHNICAL', 'FUNCTIONAL', 'REGULATORY') NULL,
      \`channel\` enum ('PHONE', 'EMAIL', 'WEB', 'ON_SITE', 'API', 'MONITORING') NOT NULL,
      \`state\` enum ('NEW', 'OPEN', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED', 'CANCELLED', 'MERGED') NOT NULL,
      \`waitingFor\` enum ('REQUESTER', 'THIRD_PARTY', 'DATE') NULL,
      \`waitingUntil\` datetime(3) NULL,
      \`impact\` enum ('LOW', 'MEDIUM', 'HIGH') NULL,
      \`urgency\` enum ('LOW', 'MEDIUM', 'HIGH') NULL,
      \`priority\` enum ('P1', 'P2', 'P3', 'P4', 'P5') NULL,
      \`prioritySort\` tinyint UNSIGNED NOT NULL DEFAULT '0',
      \`categoryId\` int UNSIGNED NULL,
      \`applicationId\` int UNSIGNED NULL,
      \`compartmentId\` int UNSIGNED NOT NULL,
      \`subject\` varchar(250) NOT NULL,
      \`description\` text NOT NULL,
      \`language\` varchar(2) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL,
      \`requesterId\` int UNSIGNED NOT NULL,
      \`beneficiaryId\` int UNSIGNED NULL,
      \`requesterSiteId\` int UNSIGNED NULL,
      \`queueId\` int UNSIGNED NOT NULL,
      \`teamId\` int UNSIGNED NOT NULL,
      \`level\` tinyint UNSIGNED NOT NULL,
      \`highestLevel\` tinyint UNSIGNED NOT NULL,
      \`assigneeId\` int UNSIGNED NULL,
      \`reportedAt\` datetime(3) NOT NULL,
      \`recordedAt\` datetime(3) NOT NULL,
      \`updatedAt\` datetime(3) NOT NULL,
      \`queueEnteredAt\` datetime(3) NOT NULL,
      \`takenInChargeAt\` datetime(3) NULL,
      \`takenAtLevelAt\` datetime(3) NULL,
      \`firstReplyAt\` datetime(3) NULL,
      \`resolvedAt\` datetime(3) NULL,
      \`resolvedById\` int UNSIGNED NULL,
      \`resolvedQueueId\` int UNSIGNED NULL,
      \`resolutionCode\` enum ('SOLVED', 'WORKAROUND', 'NO_FAULT', 'NO_ANSWER', 'OUT_OF_SCOPE', 'REFUSED') NULL,
      \`solution\` text NULL,
      \`articleId\` int UNSIGNED NULL,
      \`closedAt\` datetime(3) NULL,
      \`reopenableUntil\` datetime(3) NULL,
      \`reopenCount\` smallint UNSIGNED NOT NULL DEFAULT '0',
      \`nextNewsAt\` datetime(3) NULL,
      \`chasingCount\` smallint UNSIGNED NOT NULL DEFAULT '0',
      \`followUpOfNumber\` int UNSIGNED NULL,
      \`externalReference\` varchar(100) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL,
      INDEX \`ticket_by_origin\` (\`followUpOfNumber\`),
      INDEX \`ticket_by_update\` (\`updatedAt\`, \`number\`),
      INDEX \`ticket_by_state\` (\`state\`, \`number\`),
      INDEX \`ticket_by_application\` (\`applicationId\`, \`state\`, \`number\`),
      INDEX \`ticket_by_beneficiary\` (\`beneficiaryId\`, \`number\`),
      INDEX \`ticket_by_requester\` (\`requesterId\`, \`state\`, \`number\`),
      INDEX \`ticket_by_assignee\` (\`assigneeId\`, \`state\`, \`number\`),
      INDEX \`ticket_by_queue_entry\` (\`queueId\`, \`state\`, \`queueEnteredAt\`, \`number\`),
      INDEX \`ticket_by_queue_priority\` (\`queueId\`, \`state\`, \`prioritySort\`, \`number\`),
      UNIQUE INDEX \`IDX_be78828f848258e670280a1537\` (\`externalReference\`),
      PRIMARY KEY (\`number\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`ticket_text\` (
      \`ticketNumber\` int UNSIGNED NOT NULL,
      \`body\` mediumtext NOT NULL,
      FULLTEXT INDEX \`ticket_text_body\` (\`body\`),
      PRIMARY KEY (\`ticketNumber\`)
    ) ENGINE=InnoDB`,
];

const DROPPED = [
  "address",
  "application",
  "article",
  "article_use",
  "category",
  "chain_link",
  "compartment",
  "desk",
  "due",
  "event",
  "idempotency",
  "intervention",
  "level",
  "log_head",
  "log_timeline",
  "membership",
  "message",
  "outbox",
  "person",
  "person_role",
  "queue",
  "server_process",
  "site",
  "team",
  "text",
  "ticket",
  "ticket_text",
];
