import type DataLoader from "dataloader";
import type { Language, PersonViewer, Viewer } from "../auth/viewer.js";
import { type Actor, ActorKind } from "../events/actor.js";
import { formatPosition, type Position } from "../events/position.js";
import { RequestError } from "./errors.js";

/** Sets and clears the session's cookie; absent where an answer carries no headers (sockets). */
export interface SessionCookie {
  set(token: string): void;
  clear(): void;
}

export interface RequestContextOptions {
  viewer: Viewer | null;
  /** The language of whoever is not signed in; a viewer has their own. */
  language: Language;
  requestId: string;
  /** Taken from the tail's memory before the first read. */
  position: Position;
  /** The caller's address, for throttling; null for what the desk executes by itself. */
  address: string | null;
  sessionCookie: SessionCookie | null;
}

/** What one operation knows about its caller, and the rows it has read. */
export class RequestContext {
  readonly requestId: string;
  readonly address: string | null;
  readonly sessionCookie: SessionCookie | null;
  private who: Viewer | null;
  private readonly strangersLanguage: Language;
  private position: Position;
  private readonly loaders = new Map<unknown, unknown>();

  constructor(options: RequestContextOptions) {
    this.who = options.viewer;
    this.strangersLanguage = options.language;
    this.requestId = options.requestId;
    this.address = options.address;
    this.sessionCookie = options.sessionCookie;
    this.position = options.position;
  }

  get viewer(): Viewer | null {
    return this.who;
  }

  /** The viewer's language, or the one that a stranger's browser asks for. */
  get language(): Language {
    return this.who?.language ?? this.strangersLanguage;
  }

  /** The rest of the operation is this viewer's: they have just signed in, or out, or changed their language. */
  become(viewer: Viewer | null): void {
    this.who = viewer;
    this.forgetLoaded();
  }

  /** This operation's loader of that key, made at its first use. A key always goes with the same kind of loader. */
  loader<K, V, C = K>(key: string, make: () => DataLoader<K, V, C>): DataLoader<K, V, C> {
    let loader = this.loaders.get(key) as DataLoader<K, V, C> | undefined;
    if (!loader) {
      loader = make();
      this.loaders.set(key, loader);
    }
    return loader;
  }

  /** Forgets what was read: a mutation's answer must show the state after it. */
  forgetLoaded(): void {
    this.loaders.clear();
  }

  /** The position at which the answer is at least true, "timeline.n". */
  get atLeast(): string {
    return formatPosition(this.position);
  }

  /** The place n of the log, on the timeline that this answer stands on. */
  positionOf(n: number): string {
    return formatPosition({ timeline: this.position.timeline, n });
  }

  /** Called with a committed change's own position (`Committed.position`). */
  reached(position: number | null): void {
    if (position !== null && position > this.position.n) this.position = { ...this.position, n: position };
    this.forgetLoaded();
  }

  /** The viewer; an error for a caller who has not signed in. */
  get signedIn(): Viewer {
    if (!this.who) throw new RequestError("NOT_SIGNED_IN", "Sign in, or send a token.");
    return this.who;
  }

  /** The person who signed in; an error for programs. */
  get person(): PersonViewer {
    const viewer = this.signedIn;
    if (viewer.kind !== "PERSON") throw new RequestError("NOT_PERMITTED", "Only a person may do this.");
    return viewer;
  }

  /** Who causes what this operation changes. */
  get actor(): Actor {
    const viewer = this.signedIn;
    return viewer.kind === "PERSON"
      ? { kind: ActorKind.PERSON, id: viewer.personId }
      : { kind: ActorKind.PROGRAM, id: viewer.tokenId };
  }
}
