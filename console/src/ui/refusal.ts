import type { CombinedError } from "urql";

/** A mutation's answer as every result union has it: what was asked, or a problem. */
type Outcome = object & { __typename: string };

/** Why something was not done. */
export type Refusal =
  | { why: "unreachable" }
  | { why: "unexpected"; reference: string | null }
  | {
      why: "refused";
      message: string;
      /** What is wrong with which value, by its place in the form: "memberships.0.levels". */
      fields: Readonly<Record<string, string>>;
      /** Somebody else has changed it since it was read. */
      changed: boolean;
    };

/** The id under which the server's log has what went wrong. */
export function referenceOf(error: CombinedError): string | null {
  for (const { extensions } of error.graphQLErrors) {
    if (typeof extensions["id"] === "string") return extensions["id"];
  }
  return null;
}

const changedMeanwhile = ["ChangedMeanwhile", "ArticleChangedMeanwhile"];

/** Null when it was done. `success` names the type that says so. */
export function refusalOf(
  result: { data?: { outcome: Outcome } | undefined; error?: CombinedError | undefined },
  success: string,
): Refusal | null {
  const outcome = result.data?.outcome;
  if (!outcome) {
    const { error } = result;
    return !error || error.networkError ? { why: "unreachable" } : { why: "unexpected", reference: referenceOf(error) };
  }
  if (outcome.__typename === success) return null;
  const message = "message" in outcome && typeof outcome.message === "string" ? outcome.message : "";
  return {
    why: "refused",
    message,
    fields: fieldsOf(outcome, message),
    changed: changedMeanwhile.includes(outcome.__typename),
  };
}

function fieldsOf(outcome: Outcome, message: string): Record<string, string> {
  if ("path" in outcome && typeof outcome.path === "string") return { [inForm(outcome.path)]: message };
  if (!("fields" in outcome) || !Array.isArray(outcome.fields)) return {};
  const fields = outcome.fields as { path: string; message: string }[];
  return Object.fromEntries(fields.map((field) => [inForm(field.path), field.message]));
}

/** The input's own name is the server's affair. */
function inForm(path: string): string {
  return path.replace(/^input\./, "");
}
