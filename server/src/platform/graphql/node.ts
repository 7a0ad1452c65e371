import { Field, ID, InterfaceType } from "type-graphql";

/** Something with a global id (see node-id.ts). */
@InterfaceType("Node", { description: "Something with an id that is unique over all types." })
export abstract class NodeType {
  @Field(() => ID)
  id!: string;
}
