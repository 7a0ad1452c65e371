import type { FastifyReply } from "fastify";
import type { SessionCookie } from "../graphql/context.js";

const YEAR = 365 * 24 * 3600;

/** The cookie that carries a session's token. With https it is bound to this host and never sent otherwise. */
export class SessionCookies {
  private readonly name: string;
  private readonly attributes: string;

  constructor(secure: boolean) {
    this.name = secure ? "__Host-guichet" : "guichet";
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  }

  /** The token in a request's Cookie header. */
  read(header: string | undefined): string | null {
    for (const pair of header?.split(";") ?? []) {
      const [name, value] = pair.trim().split("=");
      if (name === this.name && value) return value;
    }
    return null;
  }

  /** Sets the cookie of an answer. The server decides when the session ends, not the cookie. */
  of(reply: FastifyReply): SessionCookie {
    const set = (token: string, maxAge: number) =>
      void reply.header("set-cookie", `${this.name}=${token}; Max-Age=${maxAge}; ${this.attributes}`);
    return { set: (token) => set(token, YEAR), clear: () => set("", 0) };
  }
}
