import { registerEnumType } from "type-graphql";
import { IntervalReason, TargetKind } from "./service-level.model.js";

registerEnumType(TargetKind, { name: "TargetKind", description: "What a service level promises a date for." });
registerEnumType(IntervalReason, {
  name: "IntervalReason",
  description: "Why a stretch of a ticket's life counts or does not.",
  valuesConfig: {
    EXCEPTION: { description: "An exception of the calendar: extra hours where it counts, closed where it does not." },
    ENDED: { description: "Closed, cancelled or merged." },
  },
});
