import type { DataSource } from "typeorm";
import { DESK_COMPARTMENT_ID } from "../applications/application.entity.js";
import type { Applications } from "../applications/application.service.js";
import { Article, ArticleState } from "../knowledge/article.entity.js";
import { ArticleEvent, articleEvent } from "../knowledge/article.events.js";
import { Role } from "../people/person.entity.js";
import type { People } from "../people/person.service.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { Actor } from "../platform/events/actor.js";
import type { Sites } from "../teams/site.service.js";
import type { Teams } from "../teams/team.service.js";
import { codeOf, type NamedThings, referenceOf } from "./reference-names.rules.js";

/** The desk's ids for the log's names. */
export interface References {
  people: ReadonlyMap<string, number>;
  /** By team and level. */
  queues: ReadonlyMap<string, Place>;
  applications: ReadonlyMap<string, number>;
  /** By application and category. */
  categories: ReadonlyMap<string, number>;
  /** The article that stands for an application's solutions. */
  articles: ReadonlyMap<string, number>;
}

export interface Place {
  queueId: number;
  teamId: number;
  level: number;
}

export interface ReferenceServices {
  people: People;
  teams: Teams;
  sites: Sites;
  applications: Applications;
}

export interface ReferenceOptions {
  actor: Actor;
  /** The mapping's name: people of two logs with the same name are two people. */
  source: string;
  articleTitle: string;
  language: string;
  /** The time that new rows are given: the log's first. */
  at: Date;
}

/** A transaction holds 500 events at most. */
const CHUNK = 100;

export function pair(first: string, second: string | number): string {
  return `${first}\n${second}`;
}

/** Finds the people, teams, sites, applications and articles that a log names, and makes those the desk has not. */
export class ReferenceData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly services: ReferenceServices,
  ) {}

  async prepare(things: NamedThings, options: ReferenceOptions): Promise<References> {
    const sites = await this.byCode("site", [...things.sites], options, (tx, code, name) =>
      this.services.sites.create(tx, { code, name }),
    );
    const applications = await this.byCode("application", [...things.applications.keys()], options, (tx, code, name) =>
      this.services.applications.create(tx, { code, name, chain: [] }),
    );
    return {
      applications,
      categories: await this.categories(things, applications, options),
      articles: await this.articles(things, applications, options),
      queues: await this.queues(things, options),
      people: await this.people(things, sites, options),
    };
  }

  private async byCode(
    table: "site" | "application" | "team",
    names: readonly string[],
    options: ReferenceOptions,
    create: (tx: Transaction, code: string, name: string) => Promise<number>,
  ): Promise<Map<string, number>> {
    const rows: { id: number; code: string }[] = await this.dataSource.query(`SELECT id, code FROM ${table}`);
    const known = new Map(rows.map(({ id, code }) => [code, id]));
    return this.eachNew(
      names,
      options,
      (name) => known.get(codeOf(name)),
      (tx, name) => create(tx, codeOf(name), name),
    );
  }

  /** Ids by name; those unknown are made, some in each transaction. */
  private async eachNew(
    names: readonly string[],
    { actor, at }: ReferenceOptions,
    find: (name: string) => number | undefined,
    create: (tx: Transaction, name: string) => Promise<number>,
  ): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    const unknown: string[] = [];
    for (const name of names) {
      const id = find(name);
      if (id === undefined) unknown.push(name);
      else ids.set(name, id);
    }
    for (let start = 0; start < unknown.length; start += CHUNK) {
      const chunk = unknown.slice(start, start + CHUNK);
      const { value } = await this.work.run(
        actor,
        async (tx) => {
          const made: [string, number][] = [];
          for (const name of chunk) made.push([name, await create(tx, name)]);
          return made;
        },
        at,
      );
      for (const [name, id] of value) ids.set(name, id);
    }
    return ids;
  }

  private async people(
    things: NamedThings,
    sites: ReadonlyMap<string, number>,
    options: ReferenceOptions,
  ): Promise<Map<string, number>> {
    const rows: { id: number; externalReference: string }[] = await this.dataSource.query(
      "SELECT id, externalReference FROM person WHERE externalReference LIKE ?",
      [`${options.source}:%`],
    );
    const known = new Map(rows.map(({ id, externalReference }) => [externalReference, id]));
    const reference = (name: string) => referenceOf(`${options.source}:${name}`);
    const names = [...new Set([...things.technicians, ...things.requesters.keys()])];
    return this.eachNew(
      names,
      options,
      (name) => known.get(reference(name)),
      (tx, name) => {
        const site = things.requesters.get(name);
        const roles = [
          ...(things.requesters.has(name) ? [Role.REQUESTER] : []),
          ...(things.technicians.has(name) ? [Role.TECHNICIAN] : []),
        ];
        const siteId = site ? sites.get(site) : null;
        return this.services.people.create(tx, {
          displayName: name.slice(0, 200),
          externalReference: reference(name),
          siteId,
          roles,
        });
      },
    );
  }

  private async queues({ teams }: NamedThings, options: ReferenceOptions): Promise<Map<string, Place>> {
    const ids = await this.byCode("team", [...teams.keys()], options, (tx, code, name) =>
      this.services.teams.create(tx, { code, name, levels: ascending(teams.get(name)!) }),
    );
    const places = new Map<string, Place>();
    for (const [name, levels] of teams) {
      for (const [level, place] of await this.queuesOf(ids.get(name)!, levels, options)) {
        places.set(pair(name, level), place);
      }
    }
    return places;
  }

  /** A team that was there before may lack a level: it is given a queue for it. */
  private async queuesOf(
    teamId: number,
    levels: ReadonlySet<number>,
    options: ReferenceOptions,
  ): Promise<Map<number, Place>> {
    const read = async () => {
      const rows: Place[] = await this.dataSource.query(
        "SELECT id AS queueId, teamId, level FROM queue WHERE teamId = ? AND active = 1",
        [teamId],
      );
      return new Map(rows.map((row) => [row.level, { ...row }]));
    };
    const served = await read();
    if ([...levels].every((level) => served.has(level))) return served;
    await this.work.run(
      options.actor,
      async (tx) => {
        const [team] = await tx.query<{ code: string; name: string; version: number }[]>(
          "SELECT code, name, version FROM team WHERE id = ?",
          [teamId],
        );
        const { code, name, version } = team!;
        const all = ascending(new Set([...served.keys(), ...levels]));
        await this.services.teams.update(tx, teamId, version, { code, name, levels: all, active: true });
      },
      options.at,
    );
    return read();
  }

  private async categories(
    things: NamedThings,
    applications: ReadonlyMap<string, number>,
    { actor, at }: ReferenceOptions,
  ): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    for (const [application, names] of things.applications) {
      if (names.size === 0) continue;
      const applicationId = applications.get(application)!;
      await this.work.run(
        actor,
        async (tx) => {
          for (const name of names) {
            const [row] = await tx.query<{ id: number }[]>(
              "SELECT id FROM category WHERE applicationId = ? AND name = ?",
              [applicationId, name.slice(0, 100)],
            );
            const { insertId } = row
              ? { insertId: row.id }
              : await tx.query<{ insertId: number }>("INSERT INTO category SET ?", [
                  { applicationId, name: name.slice(0, 100) },
                ]);
            ids.set(pair(application, name), insertId);
          }
        },
        at,
      );
    }
    return ids;
  }

  /** A log that only says "solved with an article" names none: one article stands for each application. */
  private async articles(
    { articles }: NamedThings,
    applications: ReadonlyMap<string, number>,
    options: ReferenceOptions,
  ): Promise<Map<string, number>> {
    const { articleTitle, language, at } = options;
    const titleOf = (application: string) => articleTitle.replaceAll("{application}", application).slice(0, 250);
    const rows: { id: number; applicationId: number; title: string }[] = await this.dataSource.query(
      "SELECT id, applicationId, title FROM article WHERE applicationId IS NOT NULL",
    );
    const known = new Map(rows.map(({ id, applicationId, title }) => [pair(title, applicationId), id]));
    return this.eachNew(
      [...articles],
      options,
      (application) => known.get(pair(titleOf(application), applications.get(application)!)),
      async (tx, application) => {
        const article = await tx.manager.save(
          tx.manager.create(Article, {
            state: ArticleState.PUBLISHED,
            language,
            title: titleOf(application),
            symptom: "",
            cause: null,
            solution: "",
            applicationId: applications.get(application)!,
            compartmentId: DESK_COMPARTMENT_ID,
            sourceTicketNumber: null,
            createdById: null,
            createdAt: at,
            updatedAt: at,
            expiresAt: null,
          }),
        );
        tx.record(articleEvent(ArticleEvent.CREATED, article));
        return article.id;
      },
    );
  }
}

function ascending(levels: ReadonlySet<number>): number[] {
  return [...levels].sort((a, b) => a - b);
}
