import type { IncomingMessage } from "node:http";
import type { ApiTokenService } from "../integrations/api-token.service.js";
import type { RightsCache } from "../platform/auth/rights.js";
import type { SessionCookies } from "../platform/auth/session-cookie.js";
import { Throttle } from "../platform/auth/throttle.js";
import type { Viewer } from "../platform/auth/viewer.js";
import { RequestError } from "../platform/graphql/errors.js";
import type { SessionService } from "./session.service.js";

/** Per token and server process. */
const REQUESTS_OF_A_PROGRAM = { attempts: 1_200, seconds: 60 };

/** Finds out who sends a request or opens a socket: by a token in the header, else by the session's cookie. */
export class Authenticator {
  private readonly programs = Throttle.inMemory("program", REQUESTS_OF_A_PROGRAM);

  constructor(
    private readonly cookies: SessionCookies,
    private readonly sessions: SessionService,
    private readonly tokens: ApiTokenService,
    private readonly rights: RightsCache,
  ) {}

  /** The viewer; null for a stranger. A token that is not valid is an error: its program should know. */
  async authenticate({ headers }: Pick<IncomingMessage, "headers">): Promise<Viewer | null> {
    const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? "");
    if (bearer) return this.program(bearer[1]!);
    const token = this.cookies.read(headers.cookie);
    return token === null ? null : this.person(token);
  }

  private async program(secret: string): Promise<Viewer> {
    const viewer = await this.tokens.find(secret);
    if (!viewer)
      throw new RequestError("NOT_SIGNED_IN", "The token is unknown or was revoked.", { http: { status: 401 } });
    const wait = await this.programs.attempt(String(viewer.tokenId));
    if (wait === null) return viewer;
    throw new RequestError("RATE_LIMIT_EXCEEDED", `Too many requests: wait ${wait} seconds.`, {
      retryAfterSeconds: wait,
      http: { status: 429 },
    });
  }

  private async person(token: string): Promise<Viewer | null> {
    const session = await this.sessions.find(token);
    const rights = session && (await this.rights.of(session.personId));
    return rights && { ...rights, kind: "PERSON", sessionId: session.id };
  }
}
