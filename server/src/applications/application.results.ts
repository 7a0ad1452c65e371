import { createUnionType, Field, Int, ObjectType } from "type-graphql";
import {
  ChangedMeanwhile,
  InvalidInput,
  NotFound,
  NotPermitted,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { type ApplicationRow, ApplicationType, type ChainLinkRow, ChainLinkType } from "./application.type.js";

@ObjectType()
export class ApplicationSuccess {
  @Field(() => ApplicationType)
  readonly application: ApplicationRow;

  constructor(application: ApplicationRow) {
    this.application = application;
  }
}

export const ApplicationResult = createUnionType({
  name: "ApplicationResult",
  types: () => [ApplicationSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});

@ObjectType()
export class DeskChainSuccess {
  @Field(() => [ChainLinkType])
  readonly chain: ChainLinkRow[];

  @Field(() => Int, { description: "Of the desk's settings, to decide the next change on." })
  readonly version: number;

  constructor(chain: ChainLinkRow[], version: number) {
    this.chain = chain;
    this.version = version;
  }
}

export const DeskChainResult = createUnionType({
  name: "DeskChainResult",
  types: () => [DeskChainSuccess, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
