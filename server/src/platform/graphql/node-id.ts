import { refuse, UnknownReference } from "./problem.js";

/** The API's id of a row: opaque to clients, unique over all types. */
export function toGlobalId(type: string, key: number | string): string {
  return Buffer.from(`${type}:${key}`).toString("base64url");
}

export function parseGlobalId(id: string): { type: string; key: string } | null {
  const match = /^([A-Za-z]+):([\w.-]{1,64})$/.exec(Buffer.from(id, "base64url").toString("latin1"));
  return match ? { type: match[1]!, key: match[2]! } : null;
}

/** The row's key when the id is one of that type; null for anything else. */
export function keyOf(type: string, id: string): number | null {
  const parsed = parseGlobalId(id);
  if (parsed?.type !== type || !/^[1-9]\d{0,9}$/.test(parsed.key)) return null;
  return Number(parsed.key);
}

/** The row's key; anything but an id of that type refuses the request with UnknownReference, naming `path`. */
export function fromGlobalId(type: string, id: string, path: string): number {
  return keyOf(type, id) ?? refuse(new UnknownReference(path));
}

/** The same for an id that may be absent. */
export function fromOptionalGlobalId(type: string, id: string | null | undefined, path: string): number | null {
  return id === null || id === undefined ? null : fromGlobalId(type, id, path);
}
