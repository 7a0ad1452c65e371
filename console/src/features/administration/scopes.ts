/** What a program may be allowed to do, as the server names it. */
export const scopes = [
  "tickets:read",
  "tickets:record",
  "tickets:write",
  "articles:read",
  "articles:write",
  "reports:read",
  "people:read",
  "outbox:read",
] as const;

/** A message key cannot hold a colon's neighbour as it stands. */
export function scopeKey<Scope extends (typeof scopes)[number]>(scope: Scope) {
  return scope.replace(":", "_") as Scope extends `${infer Of}:${infer Do}` ? `${Of}_${Do}` : never;
}
