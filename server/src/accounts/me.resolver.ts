import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Desk } from "../desk/desk.entity.js";
import { PersonLanguage } from "../people/person.entity.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Public, SignedIn } from "../platform/graphql/guard.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import type { MeService } from "./me.service.js";
import { Me } from "./me.type.js";

@Resolver(() => Me)
export class MeResolver {
  constructor(private readonly service: MeService) {}

  @Query(() => Me, { nullable: true, description: "Who signed in; null for strangers and for programs." })
  @Public()
  me(@Ctx() { viewer }: RequestContext): Me | null {
    return viewer?.kind === "PERSON" ? new Me(viewer) : null;
  }

  @Mutation(() => Me, { description: "The language in which the desk speaks and writes to the viewer." })
  @SignedIn()
  async changeMyLanguage(
    @Arg("language", () => PersonLanguage) language: PersonLanguage,
    @Ctx() context: RequestContext,
  ): Promise<Me> {
    const viewer = { ...context.person, language };
    context.reached(await this.service.changeLanguage(context.person.personId, language));
    context.become(viewer);
    return new Me(viewer);
  }

  @FieldResolver(() => PersonType)
  person(@Root() { viewer }: Me): Promise<PersonRow> {
    return this.service.person(viewer.personId);
  }

  @FieldResolver(() => [QueueType], { description: "The queues at which this person works, by level." })
  queues(@Root() { viewer }: Me): Promise<QueueRow[]> {
    return this.service.queues(viewer.memberships);
  }

  @FieldResolver(() => String, { description: "The desk's name." })
  async deskName(): Promise<string> {
    return (await this.service.desk()).name;
  }

  @FieldResolver(() => String, { description: "The desk's zone (IANA): its days, weeks and months are this zone's." })
  async timeZone(): Promise<string> {
    return (await this.service.desk()).timeZone;
  }

  @FieldResolver(() => Boolean, { description: "False: no server for outgoing mail is configured, so mail waits." })
  sendsMail(): boolean {
    return this.service.sendsMail;
  }

  @FieldResolver(() => Int, {
    description: "Days after a resolution during which the requester's reply reopens the ticket.",
  })
  async reopenWindowDays(): Promise<Desk["reopenWindowDays"]> {
    return (await this.service.desk()).reopenWindowDays;
  }
}
