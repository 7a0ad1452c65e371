import { TestDatabase } from "../live/harness/database.js";
import { DeskServer } from "../live/harness/desk.js";

export const PASSWORD = "guichet-demo";

/** The demo desk with its screens, on a database of its own. */
export class DemoDesk {
  private constructor(
    readonly database: TestDatabase,
    readonly server: DeskServer,
  ) {}

  static async open(): Promise<DemoDesk> {
    const database = await TestDatabase.demo();
    try {
      return new DemoDesk(database, await DeskServer.start(database, { GUICHET_SEED: "demo", GUICHET_CONSOLE: "on" }));
    } catch (error) {
      await database.stop();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.database.stop();
  }

  /** The token of a session that this person has just started. */
  async signIn(login: string): Promise<string> {
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
    const response = await this.post({ query, variables: { input: { login, password: PASSWORD } } }, {});
    const token = /guichet=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1];
    if (!token) throw new Error(`${login} cannot sign in: ${await response.text()}`);
    return token;
  }

  /** Acts as this person without a screen: what a colleague elsewhere does. */
  async colleague(login: string): Promise<Colleague> {
    const cookie = `guichet=${await this.signIn(login)}`;
    return new Colleague(async (query, variables) => {
      const response = await this.post({ query, variables }, { cookie });
      const { data, errors } = (await response.json()) as {
        data: Record<string, never>;
        errors?: { message: string }[];
      };
      if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
      return data;
    });
  }

  private post(body: object, headers: Record<string, string>): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  }
}

export interface Known {
  id: string;
  number: number;
  version: number;
}

const TICKET = "... on TicketActSuccess { ticket { id number version } } ... on Problem { message }";

interface Outcome {
  ticket?: Known;
  message?: string;
}

/** Somebody who works on tickets out of sight. */
export class Colleague {
  private keys = 0;

  constructor(readonly ask: (query: string, variables: object) => Promise<Record<string, never>>) {}

  /** A qualified ticket about workstations, in the call centre's queue. */
  records(subject: string): Promise<Known> {
    return this.record(subject, { kind: "INCIDENT", nature: "TECHNICAL", impact: "MEDIUM", urgency: "MEDIUM" });
  }

  /** A question about workstations, in the call centre's queue, that nobody has committed to. */
  leaves(subject: string): Promise<Known> {
    return this.record(subject, { kind: "QUESTION" });
  }

  private async record(subject: string, facts: object): Promise<Known> {
    const { applications, people } = (await this.ask(
      `{ applications(active: true) { id code } people(text: "Catherine Blanc", first: 1) { edges { node { id } } } }`,
      {},
    )) as unknown as { applications: { id: string; code: string }[]; people: { edges: { node: { id: string } }[] } };
    return this.act("recordTicket", "RecordTicketInput", {
      channel: "PHONE",
      subject,
      description: subject,
      requester: people.edges[0]!.node.id,
      application: applications.find(({ code }) => code === "POSTE")!.id,
      ...facts,
    });
  }

  notes({ id, version }: Known, text: string): Promise<Known> {
    return this.act("addNote", "AddNoteInput", { ticket: id, version, text });
  }

  takes({ id, version }: Known): Promise<Known> {
    return this.act("takeTicket", "TakeTicketInput", { ticket: id, version });
  }

  waitsForRequester({ id, version }: Known, message: string): Promise<Known> {
    return this.act("waitTicket", "WaitTicketInput", { ticket: id, version, waitFor: "REQUESTER", message });
  }

  escalates({ id, version }: Known, reason: string): Promise<Known> {
    return this.act("escalateTicket", "EscalateTicketInput", { ticket: id, version, reason });
  }

  async reads(number: number): Promise<Known & { state: string; queue: { team: { code: string } } }> {
    const query =
      "query ($number: Int!) { ticket(number: $number) { id number state version queue { team { code } } } }";
    const { ticket } = (await this.ask(query, { number })) as never;
    return ticket;
  }

  /** The number of an open ticket that this person has asked for. */
  async numberOfTicketOf(name: string): Promise<number> {
    const query = `query ($name: String!) { people(text: $name, first: 1) { edges { node {
      openTickets(first: 1) { number } } } } }`;
    const { people } = (await this.ask(query, { name })) as unknown as {
      people: { edges: { node: { openTickets: { number: number }[] } }[] };
    };
    return people.edges[0]!.node.openTickets[0]!.number;
  }

  /** The address of an article that has been reviewed. */
  async publishedArticle(): Promise<string> {
    const query = "{ articles(first: 1, filter: { states: [PUBLISHED] }) { edges { node { id } } } }";
    const { articles } = (await this.ask(query, {})) as unknown as { articles: { edges: { node: { id: string } }[] } };
    return `/knowledge/${articles.edges[0]!.node.id}`;
  }

  private async act(mutation: string, type: string, input: object): Promise<Known> {
    const query = `mutation ($input: ${type}!) { outcome: ${mutation}(input: $input) { ${TICKET} } }`;
    const key = `journey-${Date.now()}-${++this.keys}`;
    const { outcome } = (await this.ask(query, { input: { key, ...input } })) as unknown as { outcome: Outcome };
    if (!outcome.ticket) throw new Error(`${mutation}: ${outcome.message}`);
    return outcome.ticket;
  }
}
