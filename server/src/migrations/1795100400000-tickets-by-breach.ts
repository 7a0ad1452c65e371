import type { MigrationInterface, QueryRunner } from "typeorm";

/** Lists of all queues are in the order of what is due next, too. */
export class TicketsByBreach1795100400000 implements MigrationInterface {
  name = "TicketsByBreach1795100400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `ticket` ADD INDEX `ticket_by_breach` (`nextBreachAt`, `number`)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `ticket` DROP INDEX `ticket_by_breach`");
  }
}
