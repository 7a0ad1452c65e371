import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { Refusal } from "../platform/graphql/problem.js";
import { TimerRunner } from "../platform/jobs/timers.js";
import { Breaches } from "../service-levels/breach.service.js";
import { Watch } from "../service-levels/watch.js";
import type { TestDesk } from "../testing/desk.js";
import { insertPolicy } from "../testing/service-levels.js";
import { performers } from "../tickets/any-act.fixture.js";
import type { Party } from "../tickets/party.js";
import type { RecordCommand } from "../tickets/recording.service.js";
import { TicketAct } from "../tickets/ticket.act.js";
import { Channel, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";

const SPOKEN = [Channel.PHONE, Channel.ON_SITE] as const;
const WRITTEN = [Channel.EMAIL, Channel.WEB] as const;
const WHO = ["requester", "hotline", "support", "expert", "engineer", "supervisor"] as const;
const SOLUTIONS = ["Redémarrer le poste de travail", "Changer le mot de passe", "Vider la corbeille"];

/** A desk at work: people and timers act on it at random, through its services, while its clock runs. */
export class RandomDesk {
  private readonly watch: Watch;
  private readonly timers: TimerRunner;
  private readonly numbers: number[] = [];

  private constructor(
    private readonly desk: TestDesk,
    private readonly random: () => number,
    private readonly applicationIds: readonly number[],
  ) {
    const { routing, waiting, resolution } = desk.services;
    const log = { error: ({ err }: Record<string, unknown>) => expect.fail(String(err)) };
    const breaches = new Breaches({ mailing: { queue: async () => undefined }, routing });
    this.watch = new Watch(desk.database, desk.work, breaches, log, () => desk.now);
    this.timers = new TimerRunner(
      desk.database,
      desk.work,
      {
        WAITING_ENDS: (tx, number, dueAt) => waiting.onWaitingEnds(tx, number, dueAt),
        SILENCE_CLOSES: (tx, number, dueAt) => resolution.onSilenceCloses(tx, number, dueAt),
        DRAFT_EXPIRES: async () => undefined,
        RECOMPUTATION: async () => undefined,
      },
      log,
      () => desk.now,
    );
  }

  static async open(desk: TestDesk, random: () => number): Promise<RandomDesk> {
    const other = await insertRow(desk.database, "application", { code: "RH", name: "RH", description: "" });
    const siteId = await insertRow(desk.database, "site", { code: "LYON", name: "Lyon" });
    await desk.database.query("UPDATE person SET siteId = ? WHERE id = ?", [siteId, desk.people.requester.id]);
    await desk.database.query("UPDATE team SET siteId = ? WHERE code = 'SUPPORT'", [siteId]);
    await insertPolicy(desk.database, desk.now, { resolveMinutes: 1_200 });
    return new RandomDesk(desk, random, [desk.applicationId, other]);
  }

  /** The same desk, later. */
  static async resume(desk: TestDesk, random: () => number): Promise<RandomDesk> {
    const atWork = new RandomDesk(desk, random, [desk.applicationId]);
    const rows = await desk.database.query<{ number: number }[]>("SELECT number FROM ticket ORDER BY number");
    atWork.numbers.push(...rows.map(({ number }) => number));
    return atWork;
  }

  /** Something happens. What the desk refuses has not. */
  async step(): Promise<void> {
    this.desk.pass(Math.floor(this.random() ** 3 * 3_000));
    const chance = this.random();
    try {
      if (chance < 0.06) await this.watch.runDue();
      else if (chance < 0.1) await this.timers.runDue();
      else if (chance < 0.22 || this.numbers.length === 0) await this.record();
      else if (chance < 0.3) await this.answerCall();
      else await this.act();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  private async record(): Promise<void> {
    const byThemselves = this.random() < 0.4;
    const who = await this.desk.as(byThemselves ? this.desk.people.requester : this.desk.people.hotline);
    const channel = this.one(byThemselves ? WRITTEN : [...SPOKEN, ...WRITTEN]);
    await this.run(who, async (tx) => {
      const { number } = await this.desk.services.recording.record(tx, who, this.request(channel, this.random() < 0.5));
      this.numbers.push(number);
    });
  }

  private async answerCall(): Promise<void> {
    const who = await this.desk.as(this.desk.people.hotline);
    await this.run(who, async (tx) => {
      const { number } = await this.desk.services.recording.recordAndResolve(tx, who, {
        key: randomUUID(),
        ticket: this.request(this.one(SPOKEN), true),
        resolution: this.resolution(),
        close: this.random() < 0.5,
        minutes: this.random() < 0.7 ? Math.floor(this.random() * 30) + 1 : null,
      });
      this.numbers.push(number);
    });
  }

  private async act(): Promise<void> {
    // Mostly the latest ones: they have something left to happen.
    const number = this.one(this.random() < 0.8 ? this.numbers.slice(-12) : this.numbers);
    const who = await this.desk.as(this.desk.people[this.one(WHO)]);
    const command = { number, version: null, key: randomUUID() };
    const { conversation, waiting, resolution } = this.desk.services;
    const chance = this.random();
    await this.run(who, async (tx) => {
      if (chance < 0.12) await resolution.resolve(tx, who, { ...command, resolution: this.resolution(), close: false });
      else if (chance < 0.16) await conversation.reply(tx, who, { ...command, text: "Alors ?", wait: false });
      else if (chance < 0.24) {
        const waitFor = this.one([WaitingFor.REQUESTER, WaitingFor.THIRD_PARTY]);
        await waiting.wait(tx, who, { ...command, waitFor, until: null, message: "Précisez", reason: "Devis" });
      } else {
        const acts = Object.values(TicketAct).filter((act) => act !== TicketAct.CANCEL || chance < 0.3);
        await performers(this.desk)[this.one(acts)](tx, who, command);
      }
    });
  }

  private async run(who: Party, work: (tx: Transaction) => Promise<void>): Promise<void> {
    await this.desk.work.run(who.actor, work);
  }

  private request(channel: Channel, qualified: boolean): RecordCommand {
    return {
      key: randomUUID(),
      channel,
      kind: this.one([TicketKind.INCIDENT, TicketKind.QUESTION]),
      subject: `Demande ${Math.floor(this.random() * 5)}`,
      description: "",
      requesterId: this.desk.people.requester.id,
      newCaller: null,
      beneficiaryId: null,
      applicationId: qualified ? this.one(this.applicationIds) : null,
      nature: qualified ? this.one(Object.values(Nature)) : null,
      impact: qualified ? this.one(Object.values(Scale)) : null,
      urgency: qualified ? this.one(Object.values(Scale)) : null,
      categoryId: null,
      reportedAt: null,
      followUpOf: this.random() < 0.1 && this.numbers.length > 0 ? this.one(this.numbers) : null,
      externalReference: null,
    };
  }

  private resolution() {
    const code = this.one([ResolutionCode.SOLVED, ResolutionCode.SOLVED, ResolutionCode.NO_FAULT]);
    return { code, solution: this.one(SOLUTIONS), articleId: null };
  }

  private one<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)]!;
  }
}
