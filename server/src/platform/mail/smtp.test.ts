import { describe, expect, it } from "vitest";
import { blame, type SmtpError } from "./smtp.js";
import { type Blame } from "./transport.js";

describe("a mail that was not handed over", () => {
  it.each<[string, SmtpError, Blame]>([
    ["no such mailbox", answer("RCPT TO", "550 5.1.1 No such user here"), "RECIPIENT"],
    ["refused after its text", answer("DATA", "554 5.6.0 Message refused"), "RECIPIENT"],
    ["a full mailbox", answer("RCPT TO", "452 4.2.2 Mailbox full"), "MOMENT"],
    ["a grey list", answer("RCPT TO", "451 4.7.1 Try again later"), "MOMENT"],
    ["relaying denied: a setting", answer("RCPT TO", "554 5.7.1 Relay access denied"), "MOMENT"],
    ["closing down", answer("RCPT TO", "421 4.3.2 Shutting down"), "SERVER"],
    ["the sender is refused", answer("MAIL FROM", "553 5.1.8 Sender refused"), "SERVER"],
    ["a wrong password", answer("AUTH PLAIN", "535 5.7.8 Bad credentials"), "SERVER"],
    ["no connection", { message: "connect ECONNREFUSED", code: "ESOCKET", command: "CONN" }, "SERVER"],
    ["no usable address", { message: "No recipients defined", code: "EENVELOPE", command: "API" }, "RECIPIENT"],
    ["no usable sender", { message: 'Invalid sender "x"', code: "EENVELOPE", command: "API" }, "SERVER"],
    [
      "above the limit",
      { message: "Message size larger than allowed 10", code: "EMESSAGE", command: "MAIL FROM" },
      "RECIPIENT",
    ],
  ])("for %s", (_, error, expected) => {
    expect(blame(error)).toBe(expected);
  });
});

function answer(command: string, response: string): SmtpError {
  return { message: response, code: "EENVELOPE", command, response, responseCode: Number(response.slice(0, 3)) };
}
