import type { AccountService } from "../accounts/account.service.js";
import { Applications } from "../applications/application.service.js";
import type { WantedLink } from "../applications/chain-links.service.js";
import { deskSettings } from "../desk/desk.settings.js";
import type { Role, TechnicianKind } from "../people/person.entity.js";
import { People } from "../people/person.service.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { type CalendarFacts, Calendars } from "../service-levels/calendar.service.js";
import { CalendarAssignments } from "../service-levels/calendar-assignment.service.js";
import { Policies, type PolicyFacts } from "../service-levels/policy.service.js";
import { Sites } from "../teams/site.service.js";
import { Teams } from "../teams/team.service.js";
import { type Nature, WaitingFor } from "../tickets/ticket.entity.js";

export interface SitePlan {
  code: string;
  name: string;
}

export interface TeamPlan {
  code: string;
  name: string;
  /** Its site's code; none for a team spread over several. */
  site?: string;
  levels: number[];
}

export interface PersonPlan {
  displayName: string;
  roles: Role[];
  /** With it the person has an account, and the builder's password. */
  login?: string;
  /** Made from the name when left out; null for none. */
  email?: string | null;
  phone?: string;
  site?: string;
  language?: "fr" | "en";
  technicianKind?: TechnicianKind;
  /** Levels by the code of the team. */
  memberships?: Record<string, number[]>;
}

/** A link of a support chain; "POSTE:1" is the queue of level 1 of the team POSTE. */
export interface LinkPlan {
  queue: string;
  nature?: Nature;
}

export interface ApplicationPlan {
  code: string;
  name: string;
  description?: string;
  /** The project owner's name. */
  owner?: string;
  chain: LinkPlan[];
  categories?: string[];
}

export interface CalendarPlan extends CalendarFacts {
  /** "RESEAU:2": whose own calendar it is. */
  queues?: string[];
}

/** Conditions by codes; what is left out is as a new policy has it. */
export interface PolicyPlan
  extends Partial<Omit<PolicyFacts, "name" | "rank" | "applicationIds" | "siteIds" | "calendarId">> {
  name: string;
  rank: number;
  applications?: string[];
  sites?: string[];
  /** By its name. */
  calendar?: string;
}

const FROM_NOW_ON = { effectiveFrom: null, past: false };

export interface BuiltQueue {
  queueId: number;
  teamId: number;
  level: number;
}

/** Where the invented people of a built desk get their mail: a domain that cannot exist. */
const MAIL_DOMAIN = "agence.example";

/**
 * Builds a desk through its services, naming things by their codes and people by their names: what a plan refers to
 * was built before. All in one transaction, so that a desk is there as a whole or not at all.
 */
export class DeskBuilder {
  private readonly services: {
    sites: Sites;
    teams: Teams;
    people: People;
    applications: Applications;
    calendars: Calendars;
    assignments: CalendarAssignments;
    policies: Policies;
  };
  private readonly sites = new Map<string, number>();
  private readonly teams = new Map<string, number>();
  private readonly people = new Map<string, number>();
  private readonly queues = new Map<string, BuiltQueue>();
  private readonly applications = new Map<string, number>();
  private readonly calendars = new Map<string, number>();

  constructor(
    private readonly tx: Transaction,
    accounts: AccountService,
    /** Everybody's whose plan has a login. */
    private readonly password: string,
  ) {
    this.services = {
      sites: new Sites(),
      teams: new Teams(),
      people: new People(accounts),
      applications: new Applications(),
      calendars: new Calendars(),
      assignments: new CalendarAssignments(),
      policies: new Policies(),
    };
  }

  async site({ code, name }: SitePlan): Promise<void> {
    this.sites.set(code, await this.services.sites.create(this.tx, { code, name }));
  }

  async team({ code, name, site, levels }: TeamPlan): Promise<void> {
    const siteId = site === undefined ? null : named(this.sites, site);
    const teamId = await this.services.teams.create(this.tx, { code, name, siteId, levels });
    this.teams.set(code, teamId);
    const queues = await this.tx.query<{ id: number; level: number }[]>(
      "SELECT id, level FROM queue WHERE teamId = ?",
      [teamId],
    );
    for (const { id, level } of queues) this.queues.set(`${code}:${level}`, { queueId: id, teamId, level });
  }

  async person({ site, login, memberships = {}, ...facts }: PersonPlan): Promise<void> {
    const id = await this.services.people.create(this.tx, {
      ...facts,
      email: facts.email === undefined ? mailOf(facts.displayName) : facts.email,
      siteId: site === undefined ? null : named(this.sites, site),
      login,
      password: login && this.password,
      memberships: Object.entries(memberships).map(([code, levels]) => ({ teamId: named(this.teams, code), levels })),
    });
    this.people.set(facts.displayName, id);
  }

  async deskChain(links: readonly LinkPlan[]): Promise<void> {
    const { version } = await deskSettings(this.tx);
    await this.services.applications.setDeskChain(this.tx, version, this.linksOf(links));
  }

  async application({ code, name, description, owner, chain, categories = [] }: ApplicationPlan): Promise<void> {
    const id = await this.services.applications.create(this.tx, {
      code,
      name,
      description,
      ownerId: owner === undefined ? null : named(this.people, owner),
      chain: this.linksOf(chain),
      categories,
    });
    this.applications.set(code, id);
  }

  /** The desk's default calendar says what the plan says, and has its name. */
  async defaultCalendar(plan: CalendarPlan): Promise<void> {
    const { [0]: row } = await this.tx.query<{ id: number; version: number }[]>(
      `SELECT c.id, c.version FROM calendar c JOIN calendar_assignment a ON a.calendarId = c.id
       WHERE a.queueId IS NULL ORDER BY a.id DESC LIMIT 1`,
    );
    await this.services.calendars.update(this.tx, row!.id, row!.version, plan, FROM_NOW_ON);
    this.calendars.set(plan.name, row!.id);
  }

  /** A calendar, and the queues that have it for their own. */
  async calendar({ queues = [], ...facts }: CalendarPlan): Promise<void> {
    const calendarId = await this.services.calendars.create(this.tx, facts);
    this.calendars.set(facts.name, calendarId);
    for (const code of queues) {
      const { queueId } = this.queue(code);
      await this.services.assignments.assign(this.tx, 0, { queueId, calendarId }, FROM_NOW_ON);
    }
  }

  async policy({ applications = [], sites = [], calendar, ...plan }: PolicyPlan): Promise<void> {
    const facts: PolicyFacts = {
      active: true,
      kinds: [],
      priorities: [],
      takeChargeMinutes: null,
      resolveMinutes: null,
      warningPercent: 75,
      pausesOn: [WaitingFor.REQUESTER],
      onBreach: [],
      ...plan,
      applicationIds: applications.map((code) => this.applicationId(code)),
      siteIds: sites.map((code) => named(this.sites, code)),
      calendarId: calendar === undefined ? null : named(this.calendars, calendar),
    };
    await this.services.policies.create(this.tx, facts, FROM_NOW_ON);
  }

  personId(name: string): number {
    return named(this.people, name);
  }

  queue(code: string): BuiltQueue {
    return named(this.queues, code);
  }

  applicationId(code: string): number {
    return named(this.applications, code);
  }

  private linksOf(links: readonly LinkPlan[]): WantedLink[] {
    return links.map(({ queue, nature = null }) => {
      const { queueId, level } = this.queue(queue);
      return { nature, level, queueId };
    });
  }
}

function named<T>(built: ReadonlyMap<string, T>, name: string): T {
  const found = built.get(name);
  if (found === undefined) throw new Error(`Nothing called "${name}" has been built`);
  return found;
}

/** "Éric O’Neill" writes from eric.oneill@… */
export function mailOf(name: string): string {
  const local = name
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, ".");
  return `${local}@${MAIL_DOMAIN}`;
}
