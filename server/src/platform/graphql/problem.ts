import { Ctx, Field, Int, InterfaceType, ObjectType } from "type-graphql";
import type { Language } from "../auth/viewer.js";
import { type MessageKey, type MessageParameters, translate } from "../language/translate.js";
import type { RequestContext } from "./context.js";

type CodeOf<Prefix extends string, Key = MessageKey> = Key extends `${Prefix}.${infer Code}` ? Code : never;

/** Why something is not permitted: the catalog's `notPermitted.*` messages. */
export type NotPermittedCode = CodeOf<"notPermitted">;
/** What is wrong with a value: the catalog's `invalid.*` messages. */
export type InvalidCode = CodeOf<"invalid">;

/**
 * An expected failure, as data. A feature's problem extends this class, names its message in the catalog and adds the
 * fields that the screen needs; the object type's name is the class's name.
 */
@InterfaceType("Problem", { description: "An expected failure: what was asked was not done, and this says why." })
export abstract class ProblemType {
  constructor(
    private readonly key: MessageKey,
    private readonly parameters: MessageParameters = {},
  ) {}

  @Field(() => String, { description: "What went wrong, in the viewer's language." })
  message(@Ctx() context: RequestContext): string {
    return this.inLanguage(context.language);
  }

  inLanguage(language: Language): string {
    return translate(language, this.key, this.parameters);
  }

  get typeName(): string {
    return this.constructor.name;
  }
}

@ObjectType({ implements: ProblemType, description: "The viewer does not have the right to do this." })
export class NotPermitted extends ProblemType {
  @Field(() => String, { description: "Which right is missing, for programs." })
  readonly code: NotPermittedCode;

  constructor(code: NotPermittedCode = "MISSING_PERMISSION") {
    super(`notPermitted.${code}`);
    this.code = code;
  }
}

@ObjectType({ description: "A value that is not accepted." })
export class InvalidField {
  @Field(() => String, { description: 'Where it stands in the input: "input.memberships.0.levels".' })
  readonly path: string;

  @Field(() => String, { description: "What is wrong with it, for programs." })
  readonly code: InvalidCode;

  constructor(
    path: string,
    code: InvalidCode,
    private readonly parameters: MessageParameters = {},
  ) {
    this.path = path;
    this.code = code;
  }

  @Field(() => String, { description: "What is wrong with it, in the viewer's language." })
  message(@Ctx() context: RequestContext): string {
    return this.inLanguage(context.language).message;
  }

  inLanguage(language: Language): { path: string; code: InvalidCode; message: string } {
    const { path, code, parameters } = this;
    return { path, code, message: translate(language, `invalid.${code}`, parameters) };
  }
}

@ObjectType({ implements: ProblemType, description: "Values of the input are not accepted." })
export class InvalidInput extends ProblemType {
  @Field(() => [InvalidField])
  readonly fields: InvalidField[];

  constructor(fields: InvalidField[]) {
    super("problem.invalidInput", { count: fields.length });
    this.fields = fields;
  }
}

@ObjectType({ implements: ProblemType, description: "It does not exist, or the viewer may not see it." })
export class NotFound extends ProblemType {
  constructor() {
    super("problem.notFound");
  }
}

@ObjectType({
  implements: ProblemType,
  description: "It has changed since the version that the request was decided on.",
})
export class ChangedMeanwhile extends ProblemType {
  @Field(() => Int, { description: "The version to read and decide on." })
  readonly currentVersion: number;

  constructor(currentVersion: number) {
    super("problem.changedMeanwhile");
    this.currentVersion = currentVersion;
  }
}

@ObjectType({ implements: ProblemType, description: "An id in the input refers to nothing that the viewer may see." })
export class UnknownReference extends ProblemType {
  @Field(() => String, { description: "Where the id stands in the input." })
  readonly path: string;

  constructor(path: string) {
    super("problem.unknownReference", { path });
    this.path = path;
  }
}

@ObjectType({ implements: ProblemType, description: "The idempotency key belongs to an earlier, different request." })
export class IdempotencyKeyReused extends ProblemType {
  constructor() {
    super("problem.idempotencyKeyReused");
  }
}

/** Thrown to abort a unit of work with a problem as its outcome. */
export class Refusal extends Error {
  constructor(readonly problem: ProblemType) {
    super(`Refused: ${problem.typeName}`);
  }
}

/**
 * Aborts the unit of work around it. The guard around a root field answers with the problem where the field's result
 * has a type for it; elsewhere it becomes an error.
 */
export function refuse(problem: ProblemType): never {
  throw new Refusal(problem);
}
