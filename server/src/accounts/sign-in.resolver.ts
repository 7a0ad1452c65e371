import { MaxLength } from "class-validator";
import { Arg, Ctx, createUnionType, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { RightsCache } from "../platform/auth/rights.js";
import type { PersonViewer } from "../platform/auth/viewer.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { Public } from "../platform/graphql/guard.js";
import { InvalidInput, refuse } from "../platform/graphql/problem.js";
import { LONGEST_LOGIN, LONGEST_PASSWORD } from "./account.service.js";
import { Me } from "./me.type.js";
import type { SessionService } from "./session.service.js";
import { SignInRefused, TooManyAttempts } from "./sign-in.problems.js";
import type { SignInService } from "./sign-in.service.js";

@InputType()
class SignInInput {
  @Field(() => String)
  @MaxLength(LONGEST_LOGIN)
  login!: string;

  @Field(() => String)
  @MaxLength(LONGEST_PASSWORD)
  password!: string;
}

@ObjectType({ description: "Signed in: the answer sets the session's cookie." })
class SignInSuccess {
  @Field(() => Me)
  me!: Me;
}

const SignInResult = createUnionType({
  name: "SignInResult",
  types: () => [SignInSuccess, SignInRefused, TooManyAttempts, InvalidInput] as const,
});

@Resolver()
export class SignInResolver {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
    private readonly rights: RightsCache,
  ) {}

  @Mutation(() => SignInResult, { description: "Starts a session. Over HTTP only: it sets a cookie." })
  @Public()
  async signIn(
    @Arg("input", () => SignInInput) { login, password }: SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SignInResult> {
    const cookie = cookieOf(context);
    const { token, session, position } = await this.signIns.signIn(login, password, context.address);
    const rights = (await this.rights.of(session.personId)) ?? refuse(new SignInRefused());
    const viewer: PersonViewer = { ...rights, kind: "PERSON", sessionId: session.id };
    cookie.set(token);
    context.reached(position);
    context.become(viewer);
    return Object.assign(new SignInSuccess(), { me: new Me(viewer) });
  }

  @Mutation(() => Boolean, { description: "Ends the session. True when there was one." })
  @Public()
  async signOut(@Ctx() context: RequestContext): Promise<boolean> {
    const { viewer } = context;
    const cookie = cookieOf(context);
    cookie.clear();
    if (viewer?.kind !== "PERSON") return false;
    context.reached(await this.sessions.end(viewer.sessionId, context.actor));
    context.become(null);
    return true;
  }
}

function cookieOf({ sessionCookie }: RequestContext) {
  if (!sessionCookie) throw new RequestError("BAD_USER_INPUT", "Sign in and out over HTTP, where a cookie can be set.");
  return sessionCookie;
}
