import { defaultTypeResolver, type GraphQLSchema, getNamedType, isUnionType } from "graphql";

/**
 * The hub's items are what a subscription's field gives, and name their type themselves. The resolvers that decorators
 * make would answer the same with several promises for each item; compiled execution cannot wait for a union's type.
 */
export function resolveItemsDirectly(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    field.resolve = (item: unknown) => item;
    const type = getNamedType(field.type);
    if (isUnionType(type)) type.resolveType = defaultTypeResolver;
  }
}
