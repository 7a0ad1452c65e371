/** One execution result, serialised once for all who are sent it. */
export class Payload {
  private tail: Buffer | null = null;

  constructor(readonly json: string) {}

  /** A graphql-transport-ws `next` message but for its beginning, which ends in the operation's id. */
  get nextTail(): Buffer {
    this.tail ??= Buffer.from(`","type":"next","payload":${this.json}}`);
    return this.tail;
  }
}

/** The beginning of an operation's `next` messages: `{"id":"<id>`. */
export function nextHead(operationId: string): Buffer {
  const quoted = JSON.stringify(operationId);
  return Buffer.from(`{"id":${quoted.slice(0, -1)}`);
}
