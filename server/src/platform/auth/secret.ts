import { createHash, randomBytes } from "node:crypto";

/** A new secret of 256 bits. It is shown once: the desk keeps its hash. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. One round is enough: 256 random bits are not guessed. */
export function hashOfSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
