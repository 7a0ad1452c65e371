import type { DataSource } from "typeorm";
import { AccountService } from "./accounts/account.service.js";
import { Authenticator } from "./accounts/authenticator.js";
import { MeResolver } from "./accounts/me.resolver.js";
import { MeService } from "./accounts/me.service.js";
import { readPersonRights } from "./accounts/person-rights.js";
import type { RememberedRights } from "./accounts/rights.events.js";
import { SessionService } from "./accounts/session.service.js";
import { SignInResolver } from "./accounts/sign-in.resolver.js";
import { SignInService } from "./accounts/sign-in.service.js";
import { ApplicationResolver, CategoryResolver, ChainLinkResolver } from "./applications/application.resolver.js";
import { Applications } from "./applications/application.service.js";
import { ApiTokenResolver } from "./integrations/api-token.resolver.js";
import { ApiTokenService } from "./integrations/api-token.service.js";
import { PeopleImport } from "./people/people-import.service.js";
import { MembershipResolver, PersonResolver } from "./people/person.resolver.js";
import { People } from "./people/person.service.js";
import { RightsCache } from "./platform/auth/rights.js";
import type { SessionCookies } from "./platform/auth/session-cookie.js";
import type { UnitOfWork } from "./platform/database/unit-of-work.js";
import { PositionResolver } from "./platform/graphql/position.resolver.js";
import { QueueCountsResolver, QueueResolver } from "./queues/queue.resolver.js";
import { SiteResolver } from "./teams/site.resolver.js";
import { Sites } from "./teams/site.service.js";
import { LevelResolver, TeamResolver } from "./teams/team.resolver.js";
import { Teams } from "./teams/team.service.js";

export interface Foundations {
  dataSource: DataSource;
  work: UnitOfWork;
  cookies: SessionCookies;
}

/** The desk's services as far as the server itself deals with them, and its resolvers. */
export interface Desk {
  authenticator: Authenticator;
  accounts: AccountService;
  /** What is held in memory about who may do what: kept true by the log's events. */
  remembered: RememberedRights;
  /** One instance of each class in `schema.ts`. */
  resolvers: object[];
}

/** Builds every service and resolver by hand, each from what it needs. */
export function composeDesk({ dataSource, work, cookies }: Foundations): Desk {
  const rights = new RightsCache((personId) => readPersonRights(dataSource, personId));
  const sessions = new SessionService(dataSource, work);
  const tokens = new ApiTokenService(dataSource, work);
  const accounts = new AccountService(sessions);
  const people = new People(accounts);

  return {
    authenticator: new Authenticator(cookies, sessions, tokens, rights),
    accounts,
    remembered: { rights, sessions, tokens },
    resolvers: [
      new ApiTokenResolver(tokens, dataSource),
      new ApplicationResolver(dataSource, work, new Applications()),
      new CategoryResolver(dataSource),
      new ChainLinkResolver(dataSource),
      new LevelResolver(dataSource),
      new MembershipResolver(dataSource),
      new MeResolver(new MeService(dataSource, work, rights)),
      new PersonResolver(dataSource, work, people, new PeopleImport(work, people)),
      new PositionResolver(),
      new QueueCountsResolver(dataSource),
      new QueueResolver(dataSource),
      new SignInResolver(new SignInService(dataSource, sessions), sessions, rights),
      new SiteResolver(dataSource, work, new Sites()),
      new TeamResolver(dataSource, work, new Teams()),
    ],
  };
}
