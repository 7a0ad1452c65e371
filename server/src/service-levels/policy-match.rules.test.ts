import { describe, expect, it } from "vitest";
import { Priority, TicketKind } from "../tickets/ticket.entity.js";
import { calendarOf } from "./calendar.fixture.js";
import { policyOf, RECORDED, rulesOf } from "./ledger-story.fixture.js";
import { ALWAYS_OPEN, nextChangeOfTerms, termsAt } from "./policy-match.rules.js";
import type { ClockFacts, PolicyVersion } from "./service-level.model.js";

const NOW = Date.parse("2026-03-02T09:00:00Z");
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(NOW + hours * HOUR);

const facts: ClockFacts = { ...RECORDED, applicationId: 1, priority: Priority.P1, requesterSiteId: 5 };
const matched = (policies: PolicyVersion[], given = facts, at = NOW) =>
  termsAt(given, at, rulesOf({ policies })).policy?.id ?? null;

describe("the policy of a ticket", () => {
  it.each<[string, Partial<PolicyVersion>, Partial<ClockFacts>, boolean]>([
    ["matches by an empty condition", {}, {}, true],
    ["matches by application", { applicationIds: [2, 1] }, {}, true],
    ["does not match another application", { applicationIds: [2] }, {}, false],
    ["does not match an application where there is none", { applicationIds: [1] }, { applicationId: null }, false],
    ["matches by kind", { kinds: [TicketKind.INCIDENT] }, {}, true],
    ["does not match another kind", { kinds: [TicketKind.QUESTION] }, {}, false],
    ["does not match a priority where there is none", { priorities: [Priority.P1] }, { priority: null }, false],
    ["matches by the requester's site", { siteIds: [5] }, {}, true],
    ["does not match another site", { siteIds: [6] }, {}, false],
    ["wants every condition met", { applicationIds: [1], priorities: [Priority.P2] }, {}, false],
    ["does not match when out of use", { active: false }, {}, false],
    ["does not match before it is in force", { effectiveFrom: new Date(NOW + 1) }, {}, false],
    ["matches from its very instant", { effectiveFrom: new Date(NOW) }, {}, true],
  ])("%s", (_, parts, given, matches) => {
    expect(matched([policyOf(parts)], { ...facts, ...given })).toBe(matches ? 1 : null);
  });

  it("is the first by rank, and of two of one rank the older", () => {
    const policies = [
      policyOf({ id: 1, policyId: 3, rank: 5 }),
      policyOf({ id: 2, policyId: 2, rank: 5 }),
      policyOf({ id: 3, policyId: 1, rank: 9 }),
    ];
    expect(matched(policies)).toBe(2);
  });

  it("is its latest version, also where that is out of use or matches no more", () => {
    const old = policyOf({ id: 1 });
    const other = policyOf({ id: 9, policyId: 9, rank: 99 });
    expect(matched([policyOf({ id: 2, effectiveFrom: inHours(-1) }), old])).toBe(2);
    expect(matched([old, policyOf({ id: 2, effectiveFrom: inHours(-1), active: false }), other])).toBe(9);
    expect(matched([old, policyOf({ id: 2, effectiveFrom: inHours(-1), applicationIds: [7] }), other])).toBe(9);
  });

  it("is the later made of two versions of one instant", () => {
    expect(matched([policyOf({ id: 2 }), policyOf({ id: 1 })])).toBe(2);
  });
});

describe("the calendar of a ticket", () => {
  const calendars = [1, 2, 3].map((id) => calendarOf({ id, calendarId: id }));
  const rules = rulesOf({
    calendars,
    policies: [policyOf({ calendarId: 2 })],
    queueCalendars: [
      { queueId: 7, calendarId: 3, effectiveFrom: new Date(0) },
      { queueId: 7, calendarId: null, effectiveFrom: inHours(2) },
    ],
  });
  const calendarAt = (given: Partial<ClockFacts>, at = NOW, by = rules) =>
    termsAt({ ...facts, ...given }, at, by).calendar.calendarId;

  it("is the queue's own, else the policy's, else the desk's", () => {
    expect(calendarAt({ queueId: 7 })).toBe(3);
    expect(calendarAt({ queueId: 8 })).toBe(2);
    expect(calendarAt({ queueId: 8 }, NOW, { ...rules, policies: [] })).toBe(1);
  });

  it("is no longer the queue's once that is taken away", () => {
    expect(calendarAt({ queueId: 7 }, NOW + 2 * HOUR)).toBe(2);
  });

  it("is the desk's first one also for what is older than it", () => {
    const later = {
      ...rules,
      policies: [],
      calendars: calendars.map((each) => ({ ...each, effectiveFrom: inHours(1) })),
      defaultCalendars: [
        { calendarId: 3, effectiveFrom: inHours(1) },
        { calendarId: 2, effectiveFrom: inHours(3) },
      ],
    };
    expect(calendarAt({}, NOW, later)).toBe(3);
    expect(calendarAt({}, NOW + 3 * HOUR, later)).toBe(2);
  });

  it("lets time count where a desk has none", () => {
    expect(termsAt(facts, NOW, rulesOf({ calendars: [], policies: [], defaultCalendars: [] })).calendar).toBe(
      ALWAYS_OPEN,
    );
  });

  it("changes next when something that it depends on comes into force", () => {
    expect(nextChangeOfTerms({ ...facts, queueId: 7 }, NOW, rules)).toBe(NOW + 2 * HOUR);
    expect(nextChangeOfTerms({ ...facts, queueId: 7 }, NOW + 2 * HOUR, rules)).toBeNull();
    expect(nextChangeOfTerms({ ...facts, queueId: 8 }, NOW, rules)).toBeNull();
  });

  it("changes next when a version that changes nothing for the ticket has passed", () => {
    const policies = [
      policyOf(),
      policyOf({ id: 2, policyId: 2, rank: 1, applicationIds: [99], effectiveFrom: inHours(1) }),
      policyOf({ id: 3, policyId: 3, rank: 1, applicationIds: [1], effectiveFrom: inHours(2) }),
    ];
    expect(nextChangeOfTerms(facts, NOW, rulesOf({ policies }))).toBe(NOW + 2 * HOUR);
    expect(nextChangeOfTerms(facts, NOW, rulesOf({ policies }), NOW + 2 * HOUR)).toBe(NOW + 2 * HOUR);
    expect(nextChangeOfTerms(facts, NOW, rulesOf({ policies }), NOW + 2 * HOUR - 1)).toBeNull();
  });
});
