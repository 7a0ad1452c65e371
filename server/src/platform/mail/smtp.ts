import { createTransport } from "nodemailer";
import { type Blame, type MailTransport, NotHandedOver, type OutgoingMail } from "./transport.js";

/** The longest silence of the far end, in any step. */
const PATIENCE_MS = 60_000;

/** An SMTP server, by its address (`smtp://user:password@host:587`, `smtps://host`). */
export function smtpTransport(url: string, from: string): MailTransport {
  const smtp = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail: OutgoingMail) {
      try {
        await smtp.sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          date: mail.date,
          messageId: mail.messageId,
          inReplyTo: mail.inReplyTo ?? undefined,
          references: [...mail.references],
          textEncoding: "quoted-printable",
          headers: {
            "Content-Language": mail.language,
            ...(mail.automatic ? { "Auto-Submitted": "auto-generated" } : {}),
          },
        });
      } catch (error) {
        throw new NotHandedOver(blame(error as SmtpError), (error as Error).message);
      }
    },
    close: () => smtp.close(),
  };
}

/** What nodemailer's errors carry: its own code, the far end's answer, and the command that it answers. */
export interface SmtpError {
  message: string;
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/** 5yz is a refusal for good and 4yz one for now (RFC 5321, 4.2.1); about the mail only where the mail is at hand. */
export function blame({ message, code, command, response = "", responseCode }: SmtpError): Blame {
  if (responseCode === undefined) {
    // Found out before anything was sent: no address that could be handed over, or a mail above the far end's limit.
    const ofTheMail = (code === "EENVELOPE" && !message.startsWith("Invalid sender")) || code === "EMESSAGE";
    return ofTheMail ? "RECIPIENT" : "SERVER";
  }
  if (command !== "RCPT TO" && command !== "DATA") return "SERVER";
  // 421: it is closing down, whatever it was asked.
  if (responseCode === 421) return "SERVER";
  // 5.7.z is the far end's policy (RFC 3463), such as "relaying denied": a setting there can change it.
  const policy = /^\d{3}[ -]5\.7\./.test(response);
  return responseCode >= 500 && !policy ? "RECIPIENT" : "MOMENT";
}
