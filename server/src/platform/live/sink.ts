import type { Payload } from "./payload.js";

/** Where a subscriber's items go. None of these throws, whatever has become of the other end. */
export interface Sink {
  /** More is on its way to the other end than it should be: what comes next waits with the hub. */
  readonly congested: boolean;
  send(payloads: readonly Payload[]): void;
  /** The stream ends well. */
  complete(): void;
  /** The stream ends with an error. */
  fail(error: unknown): void;
}
