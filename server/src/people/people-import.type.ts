import { Ctx, createUnionType, Field, Int, ObjectType } from "type-graphql";
import type { RequestContext } from "../platform/graphql/context.js";
import { InvalidInput, NotPermitted, ProblemType } from "../platform/graphql/problem.js";
import { translate } from "../platform/language/translate.js";
import { COLUMNS, type ImportColumn, type RowProblem } from "./people-import.rules.js";

/** Where a person's facts stand in a file. */
const COLUMN_OF_FACT: Record<string, ImportColumn> = {
  displayName: "name",
  technicianKind: "kind",
  memberships: "teams",
  externalReference: "reference",
};

@ObjectType({ description: "A row of which nothing was done." })
export class RefusedRow {
  @Field(() => Int, { description: "Its line in the file, the header's being 1." })
  readonly row: number;

  constructor(
    row: number,
    private readonly problem: RowProblem | ProblemType,
  ) {
    this.row = row;
  }

  @Field(() => String, { description: "Why, in the viewer's language." })
  reason(@Ctx() context: RequestContext): string {
    const { problem } = this;
    if (problem instanceof InvalidInput) {
      return problem.fields.map((field) => named(context, columnOfPath(field.path), field.message(context))).join(" ");
    }
    if (problem instanceof ProblemType) return problem.message(context);
    const message = translate(context.language, problem.key, problem.parameters);
    return problem.column ? named(context, problem.column, message) : message;
  }
}

function columnOfPath(path: string): ImportColumn {
  const fact = path.split(".")[1] ?? "";
  return COLUMN_OF_FACT[fact] ?? (fact as ImportColumn);
}

function named(context: RequestContext, column: ImportColumn, message: string): string {
  const [english, french = english] = COLUMNS[column];
  return translate(context.language, "peopleImport.field", {
    column: context.language === "fr" ? french : english,
    message,
  });
}

@ObjectType({ description: "What an import did, or would do." })
export class ImportPeopleReport {
  @Field(() => Int)
  created = 0;

  @Field(() => Int)
  updated = 0;

  @Field(() => Int, { description: "Rows of people who stand exactly so already." })
  unchanged = 0;

  @Field(() => [RefusedRow])
  refused: RefusedRow[] = [];

  @Field(() => Boolean, { description: "Nothing was written." })
  readonly dryRun: boolean;

  constructor(dryRun: boolean) {
    this.dryRun = dryRun;
  }
}

export const ImportPeopleResult = createUnionType({
  name: "ImportPeopleResult",
  types: () => [ImportPeopleReport, NotPermitted, InvalidInput] as const,
});
