import { DueKind } from "../platform/jobs/due.entity.js";
import type { TimerHandler } from "../platform/jobs/timers.js";
import type { TicketCollaborators } from "./collaborators.js";
import { Conversation } from "./conversation.service.js";
import { Recording } from "./recording.service.js";
import { ResolutionService } from "./resolution.service.js";
import { Routing } from "./routing.service.js";
import { Waiting } from "./waiting.service.js";

/** Everything that acts on tickets, built over what it needs of other features. */
export class TicketServices {
  readonly routing: Routing;
  readonly waiting: Waiting;
  readonly resolution: ResolutionService;
  readonly recording: Recording;
  readonly conversation: Conversation;

  constructor({ chains, knowledge, mailing, callers }: TicketCollaborators) {
    this.routing = new Routing(chains);
    this.waiting = new Waiting(mailing);
    this.resolution = new ResolutionService(knowledge, mailing);
    this.recording = new Recording(chains, callers, mailing, this.resolution);
    this.conversation = new Conversation(mailing, this.recording);
  }

  /** What tickets' timers do when they fall due. */
  get timers(): Record<DueKind.WAITING_ENDS | DueKind.SILENCE_CLOSES, TimerHandler> {
    return {
      [DueKind.WAITING_ENDS]: (tx, number, dueAt) => this.waiting.onWaitingEnds(tx, number, dueAt),
      [DueKind.SILENCE_CLOSES]: (tx, number, dueAt) => this.resolution.onSilenceCloses(tx, number, dueAt),
    };
  }
}
