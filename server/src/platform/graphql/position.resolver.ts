import { Ctx, Query, Resolver } from "type-graphql";
import type { RequestContext } from "./context.js";
import { SignedIn } from "./guard.js";
import { PositionScalar } from "./position.scalar.js";

@Resolver()
export class PositionResolver {
  @Query(() => PositionScalar, { description: "What this server has read of the log: where a live screen starts." })
  @SignedIn()
  position(@Ctx() context: RequestContext): string {
    return context.atLeast;
  }
}
