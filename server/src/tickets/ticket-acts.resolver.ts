import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import { assign, release, take } from "./assignment.service.js";
import type { Conversation } from "./conversation.service.js";
import { qualify } from "./qualification.service.js";
import type { ResolutionService } from "./resolution.service.js";
import type { Routing } from "./routing.service.js";
import { resolutionOf } from "./ticket-acts.commands.js";
import {
  AddNoteInput,
  AssignTicketInput,
  CancelTicketInput,
  ChaseTicketInput,
  CloseTicketInput,
  EscalateTicketInput,
  HandBackTicketInput,
  LogInterventionInput,
  PromiseNewsInput,
  QualifyTicketInput,
  ReleaseTicketInput,
  ReopenTicketInput,
  ReplyToTicketInput,
  ResolveTicketInput,
  ResumeTicketInput,
  TakeTicketInput,
  TransferTicketInput,
  WaitTicketInput,
} from "./ticket-acts.input.js";
import { commandOf, type TicketActs } from "./ticket-acts.js";
import { TicketActResult, type TicketActSuccess } from "./ticket-acts.result.js";
import type { Waiting } from "./waiting.service.js";

/** The services behind the acts on existing tickets. */
export interface ActServices {
  routing: Routing;
  conversation: Conversation;
  waiting: Waiting;
  resolution: ResolutionService;
}

type Result = Promise<TicketActSuccess>;

@Resolver()
export class TicketActsResolver {
  constructor(
    private readonly acts: TicketActs,
    private readonly services: ActServices,
  ) {}

  @Mutation(() => TicketActResult, { description: "Give nature, impact, urgency (hence priority) and application." })
  @Allow(Permission.TICKETS_ACT)
  async qualifyTicket(
    @Arg("input", () => QualifyTicketInput) input: QualifyTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const { nature, impact, urgency, kind = null, subject = null } = input;
    const applicationId = fromGlobalId("Application", input.application, "input.application");
    const categoryId = fromOptionalGlobalId("Category", input.category, "input.category");
    const command = { ...commandOf(input), nature, impact, urgency, kind, subject, applicationId, categoryId };
    return this.acts.run(ctx, (tx, party) => qualify(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Take the ticket upon oneself." })
  @Allow(Permission.TICKETS_ACT)
  async takeTicket(@Arg("input", () => TakeTicketInput) input: TakeTicketInput, @Ctx() ctx: RequestContext): Result {
    const command = { ...commandOf(input), reason: input.reason ?? null };
    return this.acts.run(ctx, (tx, party) => take(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Give the ticket to a member of its queue." })
  @Allow(Permission.TICKETS_ACT)
  async assignTicket(
    @Arg("input", () => AssignTicketInput) input: AssignTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const assigneeId = fromGlobalId("Person", input.assignee, "input.assignee");
    const command = { ...commandOf(input), assigneeId, reason: input.reason ?? null };
    return this.acts.run(ctx, (tx, party) => assign(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Put the ticket back into its queue." })
  @Allow(Permission.TICKETS_ACT)
  async releaseTicket(
    @Arg("input", () => ReleaseTicketInput) input: ReleaseTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const command = { ...commandOf(input), reason: input.reason ?? null };
    return this.acts.run(ctx, (tx, party) => release(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Up a level, or more." })
  @Allow(Permission.TICKETS_ACT)
  async escalateTicket(
    @Arg("input", () => EscalateTicketInput) input: EscalateTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const queueId = fromOptionalGlobalId("Queue", input.queue, "input.queue");
    const command = { ...commandOf(input), queueId, reason: input.reason };
    return this.acts.run(ctx, (tx, party) => this.services.routing.escalate(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Down a level, or more." })
  @Allow(Permission.TICKETS_ACT)
  async handBackTicket(
    @Arg("input", () => HandBackTicketInput) input: HandBackTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const queueId = fromOptionalGlobalId("Queue", input.queue, "input.queue");
    const command = { ...commandOf(input), queueId, reason: input.reason };
    return this.acts.run(ctx, (tx, party) => this.services.routing.handBack(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Sideways, to another queue of the level." })
  @Allow(Permission.TICKETS_ACT)
  async transferTicket(
    @Arg("input", () => TransferTicketInput) input: TransferTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const queueId = fromGlobalId("Queue", input.queue, "input.queue");
    const applicationId = fromOptionalGlobalId("Application", input.application, "input.application");
    const command = { ...commandOf(input), queueId, applicationId, reason: input.reason };
    return this.acts.run(ctx, (tx, party) => this.services.routing.transfer(tx, party, command));
  }

  @Mutation(() => TicketActResult, {
    description:
      "A public word. The desk's is mailed to the requester; the requester's resumes or reopens the ticket, or opens " +
      "a follow-up ticket, which is then the one answered.",
  })
  @Allow(Permission.TICKETS_ACT, Permission.TICKETS_READ_OWN)
  async replyToTicket(
    @Arg("input", () => ReplyToTicketInput) input: ReplyToTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const command = { ...commandOf(input), text: input.text, wait: input.wait ?? false };
    return this.acts.run(ctx, (tx, party) => this.services.conversation.reply(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "An internal note." })
  @Allow(Permission.TICKETS_ACT)
  async addNote(@Arg("input", () => AddNoteInput) input: AddNoteInput, @Ctx() ctx: RequestContext): Result {
    const command = { ...commandOf(input), text: input.text };
    return this.acts.run(ctx, (tx, party) => this.services.conversation.note(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Log work done." })
  @Allow(Permission.TICKETS_ACT)
  async logIntervention(
    @Arg("input", () => LogInterventionInput) input: LogInterventionInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const { means, minutes, startedAt = null, note = null } = input;
    const command = { ...commandOf(input), means, minutes, startedAt, note };
    return this.acts.run(ctx, (tx, party) => this.services.conversation.intervene(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Wait for the requester, a third party or a date." })
  @Allow(Permission.TICKETS_ACT)
  async waitTicket(@Arg("input", () => WaitTicketInput) input: WaitTicketInput, @Ctx() ctx: RequestContext): Result {
    const { waitFor, until = null, message = null, reason = null } = input;
    const command = { ...commandOf(input), waitFor, until, message, reason };
    return this.acts.run(ctx, (tx, party) => this.services.waiting.wait(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "End the waiting." })
  @Allow(Permission.TICKETS_ACT)
  async resumeTicket(
    @Arg("input", () => ResumeTicketInput) input: ResumeTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const command = { ...commandOf(input), reason: input.reason ?? null };
    return this.acts.run(ctx, (tx, party) => this.services.waiting.resume(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Resolve, and close if asked." })
  @Allow(Permission.TICKETS_ACT)
  async resolveTicket(
    @Arg("input", () => ResolveTicketInput) input: ResolveTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const command = { ...commandOf(input), resolution: resolutionOf(input.resolution), close: input.close };
    return this.acts.run(ctx, (tx, party) => this.services.resolution.resolve(tx, party, command));
  }

  @Mutation(() => TicketActResult)
  @Allow(Permission.TICKETS_ACT, Permission.TICKETS_READ_OWN)
  async closeTicket(@Arg("input", () => CloseTicketInput) input: CloseTicketInput, @Ctx() ctx: RequestContext): Result {
    return this.acts.run(ctx, (tx, party) => this.services.resolution.close(tx, party, commandOf(input)));
  }

  @Mutation(() => TicketActResult, { description: "Back into the queue that resolved it, within the window." })
  @Allow(Permission.TICKETS_ACT, Permission.TICKETS_READ_OWN)
  async reopenTicket(
    @Arg("input", () => ReopenTicketInput) input: ReopenTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const command = { ...commandOf(input), reason: input.reason };
    return this.acts.run(ctx, (tx, party) => this.services.resolution.reopen(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Spam, or withdrawn." })
  @Allow(Permission.TICKETS_ACT, Permission.TICKETS_READ_OWN)
  async cancelTicket(
    @Arg("input", () => CancelTicketInput) input: CancelTicketInput,
    @Ctx() ctx: RequestContext,
  ): Result {
    const command = { ...commandOf(input), reason: input.reason };
    return this.acts.run(ctx, (tx, party) => this.services.resolution.cancel(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "The requester asks where it stands: counted." })
  @Allow(Permission.TICKETS_ACT, Permission.TICKETS_READ_OWN)
  async chaseTicket(@Arg("input", () => ChaseTicketInput) input: ChaseTicketInput, @Ctx() ctx: RequestContext): Result {
    const command = { ...commandOf(input), note: input.note ?? null };
    return this.acts.run(ctx, (tx, party) => this.services.conversation.chase(tx, party, command));
  }

  @Mutation(() => TicketActResult, { description: "Promise the next news by a date." })
  @Allow(Permission.TICKETS_ACT)
  async promiseNews(@Arg("input", () => PromiseNewsInput) input: PromiseNewsInput, @Ctx() ctx: RequestContext): Result {
    const command = { ...commandOf(input), at: input.at };
    return this.acts.run(ctx, (tx, party) => this.services.conversation.promiseNews(tx, party, command));
  }
}
