import type { LiveLogger } from "../platform/live/logger.js";
import type { OtherProcess } from "../platform/live/process-row.js";
import {
  type PresenceActivity,
  presenceState,
  readPresence,
  type Sighting,
  type TicketPresence,
  type WrittenPresence,
  writePresence,
} from "./presence.rules.js";

const LOOK_AT_OTHERS_MS = 2_000;

export interface PresenceOptions {
  /** The other processes' parts, as they last wrote them. */
  others: () => Promise<OtherProcess[]>;
  /** The people with a live screen on this process. */
  connected: () => ReadonlySet<number>;
  /** The state is another one now. */
  changed: () => void;
  logger: LiveLogger;
}

/** Who is on which ticket, over all processes. Not in the log: whole state, forgotten when nobody repeats it. */
export class Presence {
  private readonly own = new Map<string, Sighting>();
  private theirs: Sighting[] = [];
  private connectedElsewhere: ReadonlySet<number> = new Set();
  private current: { version: string; tickets: TicketPresence[] } = { version: "[]", tickets: [] };
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: PresenceOptions) {}

  get state(): { version: string; tickets: readonly TicketPresence[] } {
    return this.current;
  }

  /** Whether a person has a live screen anywhere. */
  isConnected(personId: number): boolean {
    return this.options.connected().has(personId) || this.connectedElsewhere.has(personId);
  }

  start(): void {
    this.timer = setInterval(() => void this.lookAtOthers(), LOOK_AT_OTHERS_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** A person is on a ticket, or gone from it; gone from all of them where no ticket is named. */
  set(personId: number, number: number | null, activity: PresenceActivity | null): void {
    if (number !== null && activity !== null) {
      this.own.set(`${personId}:${number}`, { personId, number, activity, at: Date.now() });
    } else {
      for (const [key, sighting] of this.own) {
        if (sighting.personId === personId && (number === null || sighting.number === number)) this.own.delete(key);
      }
    }
    this.update();
  }

  /** This process's part, for its row. */
  written(): string {
    return JSON.stringify(writePresence(this.own.values(), this.options.connected(), Date.now()));
  }

  private async lookAtOthers(): Promise<void> {
    try {
      const now = Date.now();
      const parts = (await this.options.others()).flatMap(({ presence }) =>
        presence ? [readPresence(JSON.parse(presence) as WrittenPresence, now)] : [],
      );
      this.theirs = parts.flatMap(({ sightings }) => sightings);
      this.connectedElsewhere = new Set(parts.flatMap(({ connected }) => connected));
    } catch (error) {
      this.options.logger.warn({ err: error }, "The presence at other processes is not known now");
    }
    this.update();
  }

  private update(): void {
    const now = Date.now();
    const tickets = presenceState([...this.own.values(), ...this.theirs], now);
    const version = JSON.stringify(tickets);
    if (version === this.current.version) return;
    const present = new Set(
      tickets.flatMap(({ number, people }) => people.map(({ personId }) => `${personId}:${number}`)),
    );
    for (const key of this.own.keys()) if (!present.has(key)) this.own.delete(key);
    this.current = { version, tickets };
    this.options.changed();
  }
}
