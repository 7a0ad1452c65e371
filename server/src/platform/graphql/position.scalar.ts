import { GraphQLScalarType, Kind } from "graphql";
import { parsePosition } from "../events/position.js";

/** A place in the event log, "timeline.n". */
export const PositionScalar = new GraphQLScalarType<string, string>({
  name: "Position",
  description: 'A place in the log of everything that happened, "timeline.n". Clients order by n and resume from it.',
  serialize: String,
  parseValue: positionOf,
  parseLiteral: (node) => positionOf(node.kind === Kind.STRING ? node.value : undefined),
});

function positionOf(value: unknown): string {
  if (typeof value === "string" && parsePosition(value)) return value;
  throw new TypeError('A position is written "timeline.n".');
}
