import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { ArgumentValidationError } from "type-graphql";
import { RequestError } from "./errors.js";
import { invalidInputOf } from "./invalid-input.js";
import { Refusal } from "./problem.js";

/** The part of pino's logger that is used here. */
interface Log {
  error(fields: object, message: string): void;
}

/** Turns whatever went wrong into what the caller is told. */
export type MaskError = (error: unknown, requestId: string) => GraphQLFormattedError;

export const INTERNAL_ERROR = "INTERNAL_SERVER_ERROR";

/**
 * The one place where errors become answers, over HTTP, SSE and sockets. What the caller did wrong is told as it is;
 * anything else is logged whole and told as an id under which the log has it.
 */
export function errorMask(log: Log): MaskError {
  return (error, requestId) => {
    const cause = causeOf(error);
    if (cause instanceof RequestError) return shown(error, cause.message, cause.extensions);
    if (cause instanceof ArgumentValidationError) return invalidArguments(error, cause);
    if (cause instanceof Refusal) return refused(error, cause);
    // What graphql-js and Apollo find wrong with a request happens before execution, so at no path.
    if (error instanceof GraphQLError && cause instanceof GraphQLError && !pathOf(error)) {
      return shown(error, cause.message, error.extensions);
    }
    log.error({ requestId, path: pathOf(error)?.join("."), err: cause }, "A request failed");
    return shown(error, `Something went wrong on the server. Its log has the details under ${requestId}.`, {
      code: INTERNAL_ERROR,
      id: requestId,
    });
  };
}

/** The error that was thrown, out of the wrappers that say where in the answer it happened. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause && typeof cause === "object" && "originalError" in cause && cause.originalError)
    cause = cause.originalError;
  return cause;
}

function pathOf(error: unknown): readonly (string | number)[] | undefined {
  return (error as GraphQLError | null)?.path;
}

function shown(
  error: unknown,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLFormattedError {
  const { locations, path } = error as GraphQLError;
  const { http: _, stacktrace: __, ...told } = extensions;
  return {
    message,
    ...(locations?.length ? { locations: locations.map(({ line, column }) => ({ line, column })) } : {}),
    ...(path ? { path } : {}),
    ...(Object.keys(told).length > 0 ? { extensions: told } : {}),
  };
}

function invalidArguments(error: unknown, cause: ArgumentValidationError): GraphQLFormattedError {
  const fields = invalidInputOf(cause).fields.map((field) => field.inLanguage("en"));
  return shown(error, "Values of the arguments are not accepted.", { code: "BAD_USER_INPUT", fields });
}

function refused(error: unknown, { problem }: Refusal): GraphQLFormattedError {
  return shown(error, problem.inLanguage("en"), { code: "BAD_USER_INPUT", problem: problem.typeName });
}
