import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import type { RecordCommand } from "./recording.service.js";
import type { Resolution } from "./resolution.service.js";
import type { RecordTicketInput, ResolutionInput } from "./ticket-acts.input.js";

/** The input's ids read; an id of something else is refused by its path. */
export function recordingOf(input: RecordTicketInput, path = "input"): RecordCommand {
  const { key, channel, kind, subject, description } = input;
  const { nature = null, impact = null, urgency = null, reportedAt = null, externalReference = null } = input;
  return {
    key,
    at: path,
    channel,
    kind,
    subject,
    description,
    requesterId: fromOptionalGlobalId("Person", input.requester, `${path}.requester`),
    newCaller: newCallerOf(input, path),
    beneficiaryId: fromOptionalGlobalId("Person", input.beneficiary, `${path}.beneficiary`),
    applicationId: fromOptionalGlobalId("Application", input.application, `${path}.application`),
    nature,
    impact,
    urgency,
    categoryId: fromOptionalGlobalId("Category", input.category, `${path}.category`),
    reportedAt,
    followUpOf: fromOptionalGlobalId("Ticket", input.followUpOf, `${path}.followUpOf`),
    externalReference,
  };
}

function newCallerOf({ requesterNew }: RecordTicketInput, path: string): RecordCommand["newCaller"] {
  if (!requesterNew) return null;
  const { displayName, email = null, phone = null, language = null } = requesterNew;
  const siteId = fromOptionalGlobalId("Site", requesterNew.site, `${path}.requesterNew.site`);
  return { displayName, email, phone, siteId, language };
}

export function resolutionOf({ code, solution, article }: ResolutionInput): Resolution {
  const articleId = article == null ? null : fromGlobalId("Article", article, "input.resolution.article");
  return { code, solution, articleId };
}
