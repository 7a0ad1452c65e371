import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";

export interface ReceivedMail {
  to: string;
  raw: string;
  headers: Map<string, string>;
  text: string;
}

/** A real SMTP server that keeps what it is sent, and refuses what it is told to. */
export class Mailbox {
  readonly received: ReceivedMail[] = [];
  /** What it answers to a recipient instead of yes: the text, with its code. */
  refuse: (to: string) => { code: number; text: string } | null = () => null;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = this.refuse(address);
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : undefined);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("latin1");
        this.received.push({ to: session.envelope.rcptTo[0]!.address, raw, ...read(raw) });
        done();
      });
    },
  });

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.server.listen(0, "127.0.0.1", resolve));
    afterAll(() => mailbox.close());
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function read(raw: string): { headers: Map<string, string>; text: string } {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim()));
  }
  const body = rest.join("\r\n\r\n");
  const quoted = headers.get("content-transfer-encoding") === "quoted-printable";
  return { headers, text: (quoted ? unquote(body.replace(/=\r\n/g, "")) : body).replaceAll("\r\n", "\n") };
}

/** RFC 2045's quoted-printable, of UTF-8. */
function unquote(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** RFC 2047's encoded words. */
function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === "B" ? Buffer.from(text, "base64").toString("utf8") : unquote(text.replaceAll("_", " ")),
    );
}
