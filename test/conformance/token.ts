import type { TestDatabase } from "../live/harness/database.js";

/** A program's token, as an administrator's click makes one; the first person is who made it. */
export async function insertToken(database: TestDatabase, ...scopes: string[]): Promise<string> {
  const secret = `gui_${Math.random()}`;
  await database.query(
    "INSERT INTO api_token (name, tokenHash, scopes, createdAt, createdById) VALUES ('Test', UNHEX(SHA2(?, 256)), ?, UTC_TIMESTAMP(3), 1)",
    [secret, scopes.join(" ")],
  );
  return secret;
}
