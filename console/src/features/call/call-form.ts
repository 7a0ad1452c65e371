import type {
  Nature,
  RecordAndResolveTicketInput,
  RecordTicketInput,
  ResolutionCode,
  Scale,
  TicketKind,
} from "@guichet/schema";

export interface Caller {
  id: string;
  displayName: string;
}

export interface NewCaller {
  displayName: string;
  phone: string;
  email: string;
}

/** One telephone call. Five fields are in sight: caller, application, subject, details, solution. */
export interface CallForm {
  caller: Caller | null;
  newCaller: NewCaller | null;
  application: string | null;
  subject: string;
  details: string;
  solution: string;
  article: string | null;
  kind: TicketKind;
  nature: Nature;
  impact: Scale;
  urgency: Scale;
  code: ResolutionCode;
}

export const emptyCall: CallForm = {
  caller: null,
  newCaller: null,
  application: null,
  subject: "",
  details: "",
  solution: "",
  article: null,
  kind: "INCIDENT",
  nature: "TECHNICAL",
  impact: "LOW",
  urgency: "MEDIUM",
  code: "SOLVED",
};

/** What was typed to find the caller starts the new one: digits are a number, the rest a name. */
export function newCallerFrom(typed: string): NewCaller {
  const text = typed.trim();
  const isNumber = /^[+\d][\d\s.()-]{3,}$/.test(text);
  const isMail = /^\S+@\S+$/.test(text);
  return { displayName: isNumber || isMail ? "" : text, phone: isNumber ? text : "", email: isMail ? text : "" };
}

function hasCaller({ caller, newCaller }: CallForm): boolean {
  return caller !== null || (newCaller !== null && newCaller.displayName.trim() !== "");
}

/** What is still missing before the call can be put in a queue, or solved there and then. */
export type Missing = "caller" | "subject" | "application" | "solution";

export function missingToQueue(form: CallForm): Missing[] {
  const missing: Missing[] = [];
  if (!hasCaller(form)) missing.push("caller");
  if (form.subject.trim() === "") missing.push("subject");
  return missing;
}

export function missingToResolve(form: CallForm): Missing[] {
  const missing = missingToQueue(form);
  if (form.application === null) missing.push("application");
  if (form.solution.trim() === "") missing.push("solution");
  return missing;
}

function given(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

export function toRecordInput(form: CallForm, key: string): RecordTicketInput {
  const { caller, newCaller, application, kind, nature, impact, urgency } = form;
  return {
    key,
    channel: "PHONE",
    kind,
    subject: form.subject.trim(),
    description: given(form.details) ?? form.subject.trim(),
    ...(caller !== null ? { requester: caller.id } : {}),
    ...(caller === null && newCaller !== null
      ? {
          requesterNew: {
            displayName: newCaller.displayName.trim(),
            phone: given(newCaller.phone),
            email: given(newCaller.email),
          },
        }
      : {}),
    // Without an application nobody can tell where it goes: the next level qualifies.
    ...(application !== null ? { application, nature, impact, urgency } : {}),
  };
}

export function toResolveInput(form: CallForm, key: string, minutes: number): RecordAndResolveTicketInput {
  return {
    close: true,
    minutes,
    ticket: toRecordInput(form, key),
    resolution: {
      code: form.code,
      solution: form.solution.trim(),
      ...(form.article !== null ? { article: form.article } : {}),
    },
  };
}

/** A draft kept on this device; whatever does not read as a call is no draft. */
export function readCall(text: string): CallForm {
  try {
    const kept = JSON.parse(text) as Partial<CallForm> | null;
    return kept !== null && typeof kept === "object" ? { ...emptyCall, ...kept } : emptyCall;
  } catch {
    return emptyCall;
  }
}

export function isEmptyCall(form: CallForm): boolean {
  return hasNothingTyped(form) && form.caller === null && form.newCaller === null;
}

function hasNothingTyped({ subject, details, solution }: CallForm): boolean {
  return [subject, details, solution].every((text) => text.trim() === "");
}
