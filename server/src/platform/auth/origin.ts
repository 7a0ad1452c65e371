import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request comes from the desk's own pages, or from no page at all. Cookies go along with requests that other
 * sites make; sockets are not even held to the same origin by browsers.
 */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string | null): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return publicUrl === null ? from.host === host : from.origin === new URL(publicUrl).origin;
}
