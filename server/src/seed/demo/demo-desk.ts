import type { DataSource } from "typeorm";
import type { AccountService } from "../../accounts/account.service.js";
import { SupportChains } from "../../applications/support-chain.service.js";
import { deskSettings } from "../../desk/desk.settings.js";
import { Articles } from "../../knowledge/article.service.js";
import { KnowledgeService } from "../../knowledge/knowledge.service.js";
import { PersonLanguage } from "../../people/person.entity.js";
import { People } from "../../people/person.service.js";
import type { UnitOfWork } from "../../platform/database/unit-of-work.js";
import { SYSTEM } from "../../platform/events/actor.js";
import { TicketServices } from "../../tickets/ticket.services.js";
import { DeskBuilder } from "../builders.js";
import { SeededRandom } from "../seeded-random.js";
import { WORKING_DAY, workingMinutesBefore } from "../working-time.rules.js";
import { APPLICATIONS, DESK_CHAIN } from "./applications.js";
import { ARTICLES } from "./articles.js";
import { BUSINESS_TICKETS } from "./business.tickets.js";
import { Cast } from "./cast.js";
import { Clockwork } from "./clockwork.js";
import { DraftReview, REVIEWS } from "./draft-review.js";
import { FINANCE_TICKETS } from "./finance.tickets.js";
import { NETWORK_TICKETS } from "./network.tickets.js";
import { DEMO_PASSWORD, DESK_NAME, REQUESTERS, SITES, STAFF, TEAMS } from "./organisation.js";
import type { TicketPlan } from "./script.js";
import { CALENDARS, OFFICE_HOURS, POLICIES } from "./service-levels.js";
import { type Stage, Story } from "./story.js";
import { timetable } from "./timetable.rules.js";
import { TODAYS_TICKETS } from "./today.tickets.js";
import { WORKPLACE_TICKETS } from "./workplace.tickets.js";

export const DEMO_TICKETS: readonly TicketPlan[] = [
  ...WORKPLACE_TICKETS,
  ...NETWORK_TICKETS,
  ...BUSINESS_TICKETS,
  ...FINANCE_TICKETS,
  ...TODAYS_TICKETS,
];

const SUPERVISOR = "Patricia Laurent";
const SEED = 20_260_302;

interface Scheduled {
  at: Date;
  play: () => Promise<unknown>;
}

export interface DemoOptions {
  dataSource: DataSource;
  work: UnitOfWork;
  accounts: AccountService;
  /** The end of the week. */
  now: Date;
}

/**
 * The demo desk: an invented administration's week, played act by act through the services with the week's own times,
 * so that its history, figures and knowledge base are real ones. The same desk for the same instant. Nothing is mailed:
 * the week is over.
 */
export async function seedDemo({ dataSource, work, accounts, now }: DemoOptions): Promise<void> {
  const { timeZone } = await deskSettings(dataSource);
  const ago = (minutes: number) => workingMinutesBefore(now, minutes, timeZone);
  const { value: desk } = await work.run(
    SYSTEM,
    async (tx) => {
      await tx.query("UPDATE desk SET name = ? WHERE id = 1", [DESK_NAME]);
      return buildDesk(new DeskBuilder(tx, accounts, DEMO_PASSWORD));
    },
    ago(60 * WORKING_DAY),
  );
  const random = new SeededRandom(SEED);
  const cast = new Cast(dataSource, (name) => desk.personId(name), REQUESTERS, random);
  const articles = await writeArticles({ work, cast, desk, ago, random });
  const categories = await readCategories(dataSource);
  const stage: Stage = {
    tickets: new TicketServices({
      chains: new SupportChains(),
      knowledge: new KnowledgeService(),
      mailing: { queue: async () => undefined },
      callers: new People(accounts),
    }),
    cast,
    now,
    supervisor: SUPERVISOR,
    queue: (code) => desk.queue(code),
    applicationId: (code) => desk.applicationId(code),
    categoryId: (about) => known(categories, about),
    articleId: (key) => known(articles, key),
  };
  const supervisor = await cast.named(SUPERVISOR);
  const review = new DraftReview(dataSource, work, new Articles(), random);
  const reviews = REVIEWS.map((minutes): Scheduled => {
    const at = ago(minutes);
    return { at, play: () => review.readNext(supervisor, at) };
  });
  const scenes = DEMO_TICKETS.flatMap((plan) => scheduled(plan, { stage, dataSource, work, random, ago }));
  // In the order in which it happened: the log is written in its own order.
  const week = [...scenes, ...reviews].sort((a, b) => a.at.getTime() - b.at.getTime());
  const clockwork = new Clockwork(dataSource, work, stage.tickets.routing);
  for (const { at, play } of week) {
    await clockwork.runUntil(at);
    await play();
  }
  await clockwork.runUntil(new Date(now.getTime() - 1));
}

async function buildDesk(desk: DeskBuilder): Promise<DeskBuilder> {
  for (const site of SITES) await desk.site(site);
  for (const team of TEAMS) await desk.team(team);
  for (const person of [...STAFF, ...REQUESTERS]) await desk.person(person);
  await desk.deskChain(DESK_CHAIN);
  for (const application of APPLICATIONS) await desk.application(application);
  await desk.defaultCalendar(OFFICE_HOURS);
  for (const calendar of CALENDARS) await desk.calendar(calendar);
  for (const policy of POLICIES) await desk.policy(policy);
  return desk;
}

/** Written over the two months before the week: reviewed ones by the supervisor, drafts by technicians. */
async function writeArticles({
  work,
  cast,
  desk,
  ago,
  random,
}: {
  work: UnitOfWork;
  cast: Cast;
  desk: DeskBuilder;
  ago: (minutes: number) => Date;
  random: SeededRandom;
}): Promise<Map<string, number>> {
  const service = new Articles();
  const days = ARTICLES.map(() => random.between(7, 58)).sort((a, b) => b - a);
  const ids = new Map<string, number>();
  for (const [index, { key, application, language, cause = null, toReview, ...text }] of ARTICLES.entries()) {
    const author = await cast.named(toReview ? "Thomas Lefebvre" : SUPERVISOR);
    if (!author.viewer) continue;
    const facts = {
      ...text,
      cause,
      language: language ?? PersonLanguage.fr,
      applicationId: desk.applicationId(application),
    };
    const { viewer } = author;
    const at = ago(days[index]! * WORKING_DAY);
    const { value } = await work.run(author.actor, (tx) => service.create(tx, viewer, facts), at);
    ids.set(key, value);
  }
  return ids;
}

/** "VPN/Certificat" is the category "Certificat" of the application VPN. */
async function readCategories(dataSource: DataSource): Promise<Map<string, number>> {
  const rows = await dataSource.query<{ id: number; about: string }[]>(
    "SELECT c.id, CONCAT(a.code, '/', c.name) AS about FROM category c JOIN application a ON a.id = c.applicationId",
  );
  return new Map(rows.map(({ id, about }) => [about, id]));
}

/** The scenes of one ticket, each at its time. */
function scheduled(
  plan: TicketPlan,
  {
    stage,
    dataSource,
    work,
    random,
    ago,
  }: {
    stage: Stage;
    dataSource: DataSource;
    work: UnitOfWork;
    random: SeededRandom;
    ago: (minutes: number) => Date;
  },
): Scheduled[] {
  const story = new Story(stage, plan);
  let last = 0;
  return timetable(plan, random).map((scene) => {
    // Two acts on one ticket never share a minute, and nobody acts on the full minute.
    last = Math.max(ago(scene.minutesAgo).getTime() + random.between(0, 50_000), last + 61_000);
    const at = new Date(Math.min(last, stage.now.getTime() - 1000));
    const play = async () => {
      const player = await story.playerOf(scene, dataSource);
      return work.run(player.actor, (tx) => story.play(tx, player, scene), at);
    };
    return { at, play };
  });
}

function known(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The demo desk knows nothing called "${name}"`);
  return id;
}
