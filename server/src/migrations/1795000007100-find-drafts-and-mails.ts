import type { MigrationInterface, QueryRunner } from "typeorm";

/** A ticket's own draft when it is resolved again, and the mails of one state when there are many. */
export class FindDraftsAndMails1795000007100 implements MigrationInterface {
  name = "FindDraftsAndMails1795000007100";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX `article_by_source` ON `article` (`sourceTicketNumber`)");
    await runner.query("CREATE INDEX `outbox_by_state` ON `outbox` (`state`, `id`)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `outbox_by_state` ON `outbox`");
    await runner.query("DROP INDEX `article_by_source` ON `article`");
  }
}
