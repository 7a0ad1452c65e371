import type { DataSource } from "typeorm";
import { type Allowance, Throttle } from "../platform/auth/throttle.js";
import { refuse } from "../platform/graphql/problem.js";
import { passwordMatches } from "./password.js";
import type { KnownSession, SessionService } from "./session.service.js";
import { SignInRefused, TooManyAttempts } from "./sign-in.problems.js";

const PER_LOGIN: Allowance = { attempts: 10, seconds: 15 * 60 };
/** A whole site may come from one address. */
const PER_ADDRESS: Allowance = { attempts: 100, seconds: 15 * 60 };

export class SignInService {
  private readonly perLogin: Throttle;
  private readonly perAddress: Throttle;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionService,
  ) {
    this.perLogin = Throttle.inDatabase("login", PER_LOGIN, dataSource);
    this.perAddress = Throttle.inDatabase("address", PER_ADDRESS, dataSource);
  }

  /** Starts a session for who knows the password. A wrong login and a wrong password are refused alike. */
  async signIn(
    login: string,
    password: string,
    address: string | null,
  ): Promise<{ token: string; session: KnownSession; position: number | null }> {
    const name = folded(login);
    const waits = [
      await this.perLogin.attempt(name),
      address === null ? null : await this.perAddress.attempt(address),
    ].filter((wait) => wait !== null);
    if (waits.length > 0) return refuse(new TooManyAttempts(Math.max(...waits)));

    const account = await this.activeAccount(name);
    if (!(await passwordMatches(account?.passwordHash ?? null, password)) || !account)
      return refuse(new SignInRefused());
    await this.perLogin.forget(name);
    return this.sessions.start(account.personId);
  }

  private async activeAccount(login: string): Promise<{ personId: number; passwordHash: string } | null> {
    const [account] = await this.dataSource.query<{ login: string; personId: number; passwordHash: string }[]>(
      `SELECT a.login, a.personId, a.passwordHash FROM account a JOIN person p ON p.id = a.personId
       WHERE a.login = ? AND p.active = 1`,
      [login],
    );
    return account && folded(account.login) === login ? account : null;
  }
}

/**
 * A login by which attempts are counted: without case and accents, as the database compares. It takes more spellings
 * for the same still (signs that sort as nothing): those find nobody, or each would have attempts of its own.
 */
function folded(login: string): string {
  return login.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
