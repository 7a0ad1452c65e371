import type { TargetFactsFragment } from "@guichet/schema";
import { describe, expect, test } from "vitest";
import { isOver, standingOf, urgencyAt } from "./standing";

type Target = TargetFactsFragment;

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const target = (kind: Target["kind"], dueAt: string | null, state: Target["state"]): Target => ({
  __typename: "ServiceLevelTarget",
  kind,
  minutes: 60,
  dueAt,
  state,
});
const pending = (kind: Target["kind"], due: string): Target =>
  target(kind, at(due), { __typename: "TargetPending", warnsAt: at("09:00") });
const imminent = (kind: Target["kind"], due: string): Target => target(kind, at(due), { __typename: "TargetImminent" });
const missed = (kind: Target["kind"], reachedAt: string | null): Target =>
  target(kind, null, { __typename: "TargetMissed", at: at("08:00"), reachedAt });
const met: Target = target("TAKE_CHARGE", null, { __typename: "TargetMet", at: at("08:00") });
const paused: Target = target("RESOLVE", null, {
  __typename: "TargetPaused",
  waitingFor: "REQUESTER",
  since: at("08:30"),
});

describe("a row says", () => {
  test("the next due of two targets", () => {
    const standing = standingOf([pending("RESOLVE", "16:00"), pending("TAKE_CHARGE", "10:00")]);
    expect(standing).toMatchObject({ is: "counting", kind: "TAKE_CHARGE", dueAt: at("10:00"), warned: false });
  });

  test("what is due next, also where another target was missed, which it marks", () => {
    expect(standingOf([missed("TAKE_CHARGE", at("08:20")), imminent("RESOLVE", "16:00")])).toMatchObject({
      is: "counting",
      kind: "RESOLVE",
      warned: true,
      alsoMissed: true,
    });
  });

  test("what was missed and is still to be done, before what is due later", () => {
    expect(standingOf([missed("TAKE_CHARGE", null), pending("RESOLVE", "16:00")])).toMatchObject({
      is: "missed",
      kind: "TAKE_CHARGE",
      isToDo: true,
    });
  });

  test("what is due next where that is the question, and marks what was missed", () => {
    const targets = [missed("TAKE_CHARGE", null), pending("RESOLVE", "16:00")];
    expect(standingOf(targets, { first: "due" })).toMatchObject({ is: "counting", kind: "RESOLVE", alsoMissed: true });
    expect(standingOf([missed("TAKE_CHARGE", null), paused], { first: "due" })).toMatchObject({ is: "missed" });
  });

  test("why nothing counts", () => {
    expect(standingOf([met, paused])).toEqual({
      is: "paused",
      kind: "RESOLVE",
      waitingFor: "REQUESTER",
      since: at("08:30"),
      alsoMissed: false,
    });
  });

  test("what was missed, before what was met", () => {
    expect(standingOf([met, missed("RESOLVE", null)])).toMatchObject({ is: "missed", kind: "RESOLVE" });
  });

  test("of two that were missed, the one not reached yet", () => {
    const both = [missed("TAKE_CHARGE", null), missed("RESOLVE", at("09:30"))];
    expect(standingOf(both)).toMatchObject({ kind: "TAKE_CHARGE", isToDo: true });
  });

  test("what was missed without counting on, once it was reached or the ticket has ended", () => {
    expect(standingOf([missed("RESOLVE", at("09:30"))])).toMatchObject({ is: "missed", isToDo: false });
    const cancelled = target("RESOLVE", null, { __typename: "TargetCancelled", at: at("08:30") });
    const targets = [missed("TAKE_CHARGE", null), cancelled];
    expect(standingOf(targets, { over: isOver("MERGED") })).toMatchObject({ kind: "TAKE_CHARGE", isToDo: false });
    expect(standingOf(targets, { over: isOver("RESOLVED") })).toMatchObject({ kind: "TAKE_CHARGE", isToDo: true });
  });

  test("nothing, where no policy gives targets or all were taken back", () => {
    const cancelled = target("RESOLVE", null, { __typename: "TargetCancelled", at: at("08:00") });
    expect(standingOf([])).toEqual({ is: "none" });
    expect(standingOf([cancelled])).toEqual({ is: "none" });
  });
});

test("a running target becomes near and late by the clock, before the desk has said so", () => {
  const counting = { dueAt: at("10:00"), warnsAt: at("09:00"), warned: false };
  const after = (time: string) => urgencyAt(counting, Date.parse(at(time)));
  expect([after("08:59"), after("09:00"), after("09:59"), after("10:00")]).toEqual(["calm", "near", "near", "late"]);
  expect(urgencyAt({ ...counting, warned: true }, Date.parse(at("08:00")))).toBe("near");
});
