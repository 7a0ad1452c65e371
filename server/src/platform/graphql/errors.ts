import { GraphQLError } from "graphql";

/** What a request can get wrong before, or instead of, an answer; what a caller does wrong in the domain is a Problem. */
export type RequestErrorCode =
  | "NOT_SIGNED_IN"
  | "NOT_PERMITTED"
  | "BAD_USER_INPUT"
  | "BAD_CURSOR"
  | "PAGE_SIZE_REQUIRED"
  | "PAGE_SIZE_EXCEEDED"
  | "DEPTH_LIMIT_EXCEEDED"
  | "COST_LIMIT_EXCEEDED"
  | "ALIAS_LIMIT_EXCEEDED"
  | "TOKEN_LIMIT_EXCEEDED"
  | "TIME_LIMIT_EXCEEDED"
  | "RATE_LIMIT_EXCEEDED"
  | "REPORTS_NOT_READY"
  | "INTROSPECTION_DISABLED"
  | "SUBSCRIPTION_OVER_HTTP";

/** An error meant for the caller: its message and extensions are shown as they are, over HTTP, SSE and sockets. */
export class RequestError extends GraphQLError {
  constructor(code: RequestErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
  }
}

export function timeLimitExceeded(seconds: number, more = ""): RequestError {
  return new RequestError("TIME_LIMIT_EXCEEDED", `The request took longer than ${seconds} seconds.${more}`, {
    limit: seconds,
  });
}
