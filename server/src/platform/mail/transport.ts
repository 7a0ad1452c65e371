/** A mail as it is handed over. The same mail is handed over with the same Message-ID and date every time. */
export interface OutgoingMail {
  messageId: string;
  date: Date;
  to: { name: string; address: string };
  subject: string;
  text: string;
  language: string;
  inReplyTo: string | null;
  /** The conversation so far, oldest first. */
  references: readonly string[];
  /** Written by the desk itself rather than by a person (RFC 3834): no vacation notice answers it. */
  automatic: boolean;
}

/** What hands a mail over to the far end; it has accepted the mail when the promise fulfils. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** Whose fault it is that a mail was not handed over, hence what to do. */
export type Blame =
  /** The far end will never take it for this recipient: trying again is of no use. */
  | "RECIPIENT"
  /** Not now, for this mail: a full mailbox, a grey list. */
  | "MOMENT"
  /** Nothing can be handed over: no connection, a wrong password, a refused sender. */
  | "SERVER";

export class NotHandedOver extends Error {
  constructor(
    readonly blame: Blame,
    message: string,
  ) {
    super(message);
  }
}
