import { expect, test } from "vitest";
import {
  type CallForm,
  emptyCall,
  missingToQueue,
  missingToResolve,
  newCallerFrom,
  readCall,
  toRecordInput,
  toResolveInput,
} from "./call-form";

const call: CallForm = {
  ...emptyCall,
  caller: { id: "p1", displayName: "Jeanne Dupont" },
  subject: " Printer jammed ",
  application: "a1",
};

test("a caller and a subject are enough for a queue", () => {
  expect(missingToQueue({ ...call, application: null })).toEqual([]);
  expect(missingToQueue(emptyCall)).toEqual(["caller", "subject"]);
});

test("solving in the call also needs the application and the solution", () => {
  expect(missingToResolve(call)).toEqual(["solution"]);
  expect(missingToResolve({ ...call, solution: "Opened the tray.", application: null })).toEqual(["application"]);
});

test("a number starts a new caller by phone, a name by name, an address by mail", () => {
  expect(newCallerFrom("01 40 12 34 56")).toEqual({ displayName: "", phone: "01 40 12 34 56", email: "" });
  expect(newCallerFrom("Ana Roux")).toEqual({ displayName: "Ana Roux", phone: "", email: "" });
  expect(newCallerFrom("ana@ville.example")).toEqual({ displayName: "", phone: "", email: "ana@ville.example" });
});

test("without an application the ticket is queued unqualified", () => {
  expect(toRecordInput({ ...call, application: null }, "key-00001")).toEqual({
    key: "key-00001",
    channel: "PHONE",
    kind: "INCIDENT",
    subject: "Printer jammed",
    description: "Printer jammed",
    requester: "p1",
  });
});

test("a solved call is recorded, qualified, resolved and closed in one act", () => {
  const input = toResolveInput({ ...call, solution: "Opened the tray.", article: "art1" }, "key-00001", 3);
  expect(input).toMatchObject({
    close: true,
    minutes: 3,
    ticket: { nature: "TECHNICAL", impact: "LOW", urgency: "MEDIUM", application: "a1" },
    resolution: { code: "SOLVED", solution: "Opened the tray.", article: "art1" },
  });
});

test("a draft that is none is an empty call", () => {
  expect(readCall("")).toEqual(emptyCall);
  expect(readCall("{")).toEqual(emptyCall);
  expect(readCall(JSON.stringify(call))).toEqual(call);
});
