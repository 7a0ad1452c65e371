import { Field, Int, ObjectType } from "type-graphql";
import { ProblemType } from "../platform/graphql/problem.js";

@ObjectType({ implements: ProblemType, description: "Unknown login or wrong password: which of the two is not said." })
export class SignInRefused extends ProblemType {
  constructor() {
    super("problem.signInRefused");
  }
}

@ObjectType({ implements: ProblemType, description: "Too many attempts for this login or from this address." })
export class TooManyAttempts extends ProblemType {
  @Field(() => Int, { description: "How long to wait before the next attempt." })
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super("problem.tooManyAttempts", { seconds: retryAfterSeconds });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
