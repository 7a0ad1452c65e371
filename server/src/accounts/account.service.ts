import { insertRow } from "../platform/database/rows.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import { InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import { hashPassword } from "./password.js";
import type { SessionService } from "./session.service.js";

const SHORTEST_PASSWORD = 10;
/** What somebody who signs in may type. */
export const LONGEST_LOGIN = 100;
export const LONGEST_PASSWORD = 200;

/** What an administrator sets of an account; what is left out stays as it is. */
export interface AccountChanges {
  login?: string | null;
  password?: string | null;
}

/** Gives people their accounts, within the transaction that saves the person. */
export class AccountService {
  constructor(private readonly sessions: SessionService) {}

  /** Makes or changes a person's account. A new password ends the sessions that the old one started. */
  async save(tx: Transaction, personId: number, { login, password }: AccountChanges): Promise<void> {
    if (!login && !password) return;
    const invalid = [...invalidLogin(login), ...invalidPassword(password)];
    if (invalid.length > 0) refuse(new InvalidInput(invalid));
    const [existing] = await tx.query<{ id: number }[]>("SELECT id FROM account WHERE personId = ? FOR UPDATE", [
      personId,
    ]);
    if (!existing) return this.create(tx, personId, login, password);
    if (login) {
      await this.demandFree(tx, personId, login);
      await tx.query("UPDATE account SET login = ? WHERE id = ?", [login.trim(), existing.id]);
    }
    if (password) {
      await tx.query("UPDATE account SET passwordHash = ?, passwordChangedAt = ? WHERE id = ?", [
        await hashPassword(password),
        tx.now,
        existing.id,
      ]);
      await this.sessions.endAllOf(tx, personId);
    }
  }

  private async create(
    tx: Transaction,
    personId: number,
    login?: string | null,
    password?: string | null,
  ): Promise<void> {
    if (!login) return refuse(new InvalidInput([new InvalidField("input.login", "REQUIRED")]));
    if (!password) return refuse(new InvalidInput([new InvalidField("input.password", "REQUIRED")]));
    await this.demandFree(tx, personId, login);
    const passwordHash = await hashPassword(password);
    const account = { personId, login: login.trim(), passwordHash, createdAt: tx.now, passwordChangedAt: tx.now };
    await insertRow(tx, "account", account);
  }

  private async demandFree(tx: Transaction, personId: number, login: string): Promise<void> {
    const [taken] = await tx.query<unknown[]>("SELECT id FROM account WHERE login = ? AND personId <> ?", [
      login.trim(),
      personId,
    ]);
    if (taken) refuse(new InvalidInput([new InvalidField("input.login", "TAKEN")]));
  }
}

function invalidLogin(login: string | null | undefined): InvalidField[] {
  if (!login) return [];
  const { length } = login.trim();
  if (length >= 1 && length <= LONGEST_LOGIN) return [];
  return [new InvalidField("input.login", "LENGTH", { min: 1, max: LONGEST_LOGIN })];
}

function invalidPassword(password: string | null | undefined): InvalidField[] {
  if (!password) return [];
  if (password.length < SHORTEST_PASSWORD) {
    return [new InvalidField("input.password", "MIN_LENGTH", { min: SHORTEST_PASSWORD })];
  }
  if (password.length <= LONGEST_PASSWORD) return [];
  return [new InvalidField("input.password", "MAX_LENGTH", { max: LONGEST_PASSWORD })];
}
