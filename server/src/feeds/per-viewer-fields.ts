import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { RequestError } from "../platform/graphql/errors.js";

/**
 * What depends on who the viewer is, not only on their rights. A feed that many read is executed once for all who
 * have the same rights; these can be asked of the feed of an open ticket alone, or by a query.
 */
export const PER_VIEWER_FIELDS: ReadonlySet<string> = new Set(["Ticket.acts", "Queue.mine"]);

const SHARED_FEEDS: ReadonlySet<string> = new Set(["queueFeed", "deskFeed"]);

/** The same document is asked for by every screen of its kind. */
const known = new WeakMap<OperationDefinitionNode, GraphQLError | null>();

/** Why a subscription cannot be shared by viewers alike, or null when it can. */
export function perViewerFieldIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): GraphQLError | null {
  let refusal = known.get(operation);
  if (refusal === undefined) known.set(operation, (refusal = look(schema, document, operation)));
  return refusal;
}

function look(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): GraphQLError | null {
  const feed = operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  if (!feed || !SHARED_FEEDS.has(feed.name.value)) return null;
  const types = new TypeInfo(schema);
  let found: string | null = null;
  const looking = visitWithTypeInfo(types, {
    Field: ({ name }) => {
      const field = `${types.getParentType()?.name}.${name.value}`;
      if (PER_VIEWER_FIELDS.has(field)) found ??= field;
    },
  });
  visit(document, looking);
  if (!found) return null;
  return new RequestError(
    "BAD_USER_INPUT",
    `${found} differs by viewer: ask for it in a query, not in ${feed.name.value}.`,
  );
}
