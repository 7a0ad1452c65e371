import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import type { Recording } from "./recording.service.js";
import { recordingOf, resolutionOf } from "./ticket-acts.commands.js";
import { RecordAndResolveTicketInput, RecordTicketInput } from "./ticket-acts.input.js";
import type { TicketActs } from "./ticket-acts.js";
import { RecordTicketResult, type TicketActSuccess } from "./ticket-acts.result.js";

@Resolver()
export class RecordingResolver {
  constructor(
    private readonly acts: TicketActs,
    private readonly recording: Recording,
  ) {}

  @Mutation(() => RecordTicketResult, { description: "Record a request; it gets its number at once." })
  @Allow(Permission.TICKETS_RECORD)
  async recordTicket(
    @Arg("input", () => RecordTicketInput) input: RecordTicketInput,
    @Ctx() context: RequestContext,
  ): Promise<TicketActSuccess> {
    const command = recordingOf(input);
    return this.acts.run(context, (tx, party) => this.recording.record(tx, party, command));
  }

  @Mutation(() => RecordTicketResult, {
    description: "The telephone: record, qualify, resolve and close in one commit, one history entry per step.",
  })
  @Allow(Permission.TICKETS_ACT)
  async recordAndResolveTicket(
    @Arg("input", () => RecordAndResolveTicketInput) input: RecordAndResolveTicketInput,
    @Ctx() context: RequestContext,
  ): Promise<TicketActSuccess> {
    const { close, minutes = null } = input;
    const ticket = recordingOf(input.ticket, "input.ticket");
    const command = { key: ticket.key, ticket, resolution: resolutionOf(input.resolution), close, minutes };
    return this.acts.run(context, (tx, party) => this.recording.recordAndResolve(tx, party, command));
  }
}
