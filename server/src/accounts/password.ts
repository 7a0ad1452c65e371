import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's parameters: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let nobodys: Promise<string> | null = null;

/** Compares with a hash; without one (an unknown login) it takes as long and says no. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hash("nobody has this password");
  const matches = await verify(passwordHash ?? (await nobodys), password);
  return passwordHash !== null && matches;
}
