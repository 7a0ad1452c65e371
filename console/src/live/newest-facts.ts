import { comparePositions } from "./position";

type Facts = Record<string, unknown>;

function isTicket(value: Facts): value is Facts & { number: number; position: string } {
  return (
    value["__typename"] === "Ticket" && typeof value["number"] === "number" && typeof value["position"] === "string"
  );
}

/**
 * Answers and feeds overtake each other: a page asked for before a change may arrive after the feed has told it.
 * This remembers the newest facts read of each ticket and lays them over whatever arrives older, so that no screen
 * goes back in time. Facts that the newer reading did not ask for are left as they came.
 */
export class NewestFacts {
  readonly #known = new Map<number, { position: string; facts: Facts }>();
  readonly #limit: number;

  constructor(limit = 4000) {
    this.#limit = limit;
  }

  /** The same data, each ticket at least as new as the newest one seen. */
  settle<Data>(data: Data): Data {
    return this.#visit(data) as Data;
  }

  isOlder(number: number, position: string): boolean {
    const known = this.#known.get(number);
    return known !== undefined && comparePositions(position, known.position) < 0;
  }

  #visit(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#visit(item));
    if (value === null || typeof value !== "object") return value;
    const visited: Facts = {};
    for (const [name, inner] of Object.entries(value)) visited[name] = this.#visit(inner);
    return isTicket(visited) ? this.#newest(visited) : visited;
  }

  #newest(ticket: Facts & { number: number; position: string }): Facts {
    const known = this.#known.get(ticket.number);
    if (!known || comparePositions(ticket.position, known.position) > 0) {
      this.#remember(ticket.number, { position: ticket.position, facts: ticket });
      return ticket;
    }
    if (comparePositions(ticket.position, known.position) === 0) {
      this.#remember(ticket.number, { position: known.position, facts: { ...known.facts, ...ticket } });
      return ticket;
    }
    const overlaid: Facts = {};
    for (const [name, fact] of Object.entries(ticket)) overlaid[name] = name in known.facts ? known.facts[name] : fact;
    return overlaid;
  }

  #remember(number: number, known: { position: string; facts: Facts }): void {
    this.#known.delete(number);
    this.#known.set(number, known);
    if (this.#known.size <= this.#limit) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}
