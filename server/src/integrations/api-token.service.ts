import type { DataSource } from "typeorm";
import { Compartment, CompartmentKind } from "../applications/application.entity.js";
import { programRights } from "../platform/auth/rights.js";
import { isScope, PERMISSIONS_OF_SCOPE, type Scope } from "../platform/auth/roles.js";
import { hashOfSecret, newSecret } from "../platform/auth/secret.js";
import type { ProgramViewer } from "../platform/auth/viewer.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import type { Actor } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { NotFound, refuse } from "../platform/graphql/problem.js";
import { ApiToken } from "./api-token.entity.js";

/** What tokens begin with, so that people and scanners of leaked secrets know one when they see it. */
const PREFIX = "gui_";
const HOUR = 3_600_000;

interface KnownToken {
  viewer: ProgramViewer;
  usedAt: number;
}

/** The tokens of programs; those in use are held in memory, and forgotten when the log says they were revoked. */
export class ApiTokenService {
  private readonly known = new Map<string, KnownToken>();
  /** Rises as tokens are forgotten: what was being read meanwhile may have been revoked, and is not remembered. */
  private forgotten = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  all(): Promise<ApiToken[]> {
    return this.dataSource.manager.find(ApiToken, { order: { id: "DESC" }, take: 500 });
  }

  async create(
    actor: Actor & { id: number },
    name: string,
    scopes: readonly Scope[],
  ): Promise<{ token: ApiToken; secret: string; position: number | null }> {
    const secret = PREFIX + newSecret();
    const { value: token, position } = await this.work.run(actor, async (tx) => {
      const saved = await tx.manager.save(ApiToken, {
        name,
        tokenHash: hashOfSecret(secret),
        scopes: [...new Set(scopes)].join(" "),
        createdAt: tx.now,
        createdById: actor.id,
        lastUsedAt: null,
        revokedAt: null,
      });
      tx.record({ subjectType: SubjectType.TOKEN, subjectId: saved.id, subjectVersion: 1, type: "TOKEN_CREATED" });
      return saved;
    });
    return { token, secret, position };
  }

  async revoke(actor: Actor, id: number): Promise<{ token: ApiToken; position: number | null }> {
    const { value: token, position } = await this.work.run(actor, async (tx) => {
      const found = await tx.manager.findOne(ApiToken, { where: { id }, lock: { mode: "pessimistic_write" } });
      if (!found) return refuse(new NotFound());
      if (found.revokedAt) return found;
      await tx.manager.update(ApiToken, { id }, { revokedAt: tx.now });
      tx.record({ subjectType: SubjectType.TOKEN, subjectId: id, subjectVersion: 2, type: "TOKEN_REVOKED" });
      return { ...found, revokedAt: tx.now };
    });
    this.forget(id);
    return { token, position };
  }

  /** The program that a secret belongs to; null for one that is unknown or revoked. */
  async find(secret: string): Promise<ProgramViewer | null> {
    if (!secret.startsWith(PREFIX)) return null;
    const tokenHash = hashOfSecret(secret);
    const key = tokenHash.toString("base64");
    let known = this.known.get(key);
    if (!known) {
      const { forgotten } = this;
      const token = await this.dataSource.manager.findOneBy(ApiToken, { tokenHash });
      if (!token || token.revokedAt) return null;
      known = { viewer: await this.viewerOf(token), usedAt: token.lastUsedAt?.getTime() ?? 0 };
      if (forgotten === this.forgotten) this.known.set(key, known);
    }
    await this.noteUse(known);
    return known.viewer;
  }

  /** Called when the log says that a token was revoked, wherever that was done. */
  forget(id: number): void {
    this.forgotten += 1;
    for (const [key, { viewer }] of this.known) {
      if (viewer.tokenId === id) this.known.delete(key);
    }
  }

  forgetAll(): void {
    this.forgotten += 1;
    this.known.clear();
  }

  private async viewerOf(token: ApiToken): Promise<ProgramViewer> {
    const compartments = await this.dataSource.manager.findBy(Compartment, { kind: CompartmentKind.DESK });
    return programRights({
      tokenId: token.id,
      name: token.name,
      language: "en",
      permissions: new Set(
        token.scopes
          .split(" ")
          .filter(isScope)
          .flatMap((scope) => PERMISSIONS_OF_SCOPE[scope]),
      ),
      compartmentIds: new Set(compartments.map(({ id }) => id)),
    });
  }

  private async noteUse(known: KnownToken): Promise<void> {
    const now = this.clock();
    if (now.getTime() - known.usedAt < HOUR) return;
    known.usedAt = now.getTime();
    await this.dataSource.manager.update(ApiToken, { id: known.viewer.tokenId }, { lastUsedAt: now });
  }
}
