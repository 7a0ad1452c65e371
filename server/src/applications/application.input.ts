import { Field, ID, InputType, Int } from "type-graphql";
import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import { Nature } from "../tickets/ticket.entity.js";
import type { ApplicationChanges } from "./application.service.js";
import type { WantedLink } from "./chain-links.service.js";

@InputType({ description: "The queue that serves a level of a support chain." })
export class ChainLinkInput {
  @Field(() => Nature, { nullable: true, description: "None: the default of its level." })
  nature?: Nature | null;

  @Field(() => Int)
  level!: number;

  @Field(() => ID, { description: "A queue of this level." })
  queue!: string;
}

@InputType({ description: "What is left out stays as it is; null takes it away." })
export class ApplicationInput {
  @Field(() => String, { description: "Short and unique: letters, digits, dots, dashes." })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => ID, { nullable: true, description: "The project owner." })
  owner?: string | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;

  @Field(() => [ChainLinkInput], { description: "Its own links; the desk's serve the levels not named here." })
  chain!: ChainLinkInput[];

  @Field(() => [String], { nullable: true, description: "Those left out are offered no more." })
  categories?: string[] | null;
}

export function changesOf({
  code,
  name,
  description,
  owner,
  active,
  chain,
  categories,
}: ApplicationInput): ApplicationChanges {
  return {
    code,
    name,
    description: description === null ? "" : description,
    ownerId: owner === undefined ? undefined : fromOptionalGlobalId("Person", owner, "input.owner"),
    active: active ?? undefined,
    chain: linksOf(chain, "input.chain"),
    categories: categories ?? undefined,
  };
}

export function linksOf(chain: readonly ChainLinkInput[], at: string): WantedLink[] {
  return chain.map(({ nature = null, level, queue }, index) => ({
    nature,
    level,
    queueId: fromGlobalId("Queue", queue, `${at}.${index}.queue`),
  }));
}
