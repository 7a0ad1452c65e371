import { InvalidInput, type ProblemType, Refusal } from "../platform/graphql/problem.js";

/** The problem with which something is refused; an error when it is not. */
export async function problemOf(doing: Promise<unknown>): Promise<ProblemType> {
  const outcome = await doing.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Refusal) return outcome.problem;
  throw new Error(`Expected a refusal, got ${String(outcome)}`, { cause: outcome });
}

/** What is wrong with the input that is refused, as "path CODE"; another problem's type by itself. */
export async function faultsOf(doing: Promise<unknown>): Promise<string[]> {
  const problem = await problemOf(doing);
  return problem instanceof InvalidInput
    ? problem.fields.map(({ path, code }) => `${path} ${code}`)
    : [problem.typeName];
}
