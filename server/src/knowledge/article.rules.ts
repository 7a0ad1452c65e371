import { ResolutionCode as Code, type ResolutionCode, TicketKind } from "../tickets/ticket.entity.js";
import { resemblance, SAME_SYMPTOM } from "./similarity.rules.js";

/** Between an article's first symptom and the others met since. */
export const SYMPTOM_BREAK = "\n\n---\n\n";
const MOST_SYMPTOMS = 12;
/** A TEXT column holds 65,535 bytes, and a character up to four. */
export const LONGEST_TEXT = 16_000;

/** Complaints feed nothing, and only what was solved, or got round, has something to teach. */
export function feedsKnowledge(kind: TicketKind, code: ResolutionCode): boolean {
  return kind !== TicketKind.COMPLAINT && (code === Code.SOLVED || code === Code.WORKAROUND);
}

/** A trouble in the words it was reported in. */
export function symptomOf(ticket: { subject: string; description: string }): string {
  const { subject, description } = ticket;
  const said = description.trim();
  return said === "" || said.startsWith(subject.trim()) ? said || subject : `${subject.trim()}\n${said}`;
}

/** Each symptom an article knows, the first one with the title it goes by. */
export function symptomsOf(article: { title: string; symptom: string }): string[] {
  const [first = "", ...others] = article.symptom.split(SYMPTOM_BREAK);
  return [symptomOf({ subject: article.title, description: first }), ...others];
}

/** The article's symptom text with a new one added; null when it knows it already, or has no room left. */
export function withSymptom(article: { title: string; symptom: string }, symptom: string): string | null {
  const known = symptomsOf(article);
  if (known.length >= MOST_SYMPTOMS) return null;
  if (known.some((each) => resemblance(each, symptom) >= SAME_SYMPTOM)) return null;
  const added = `${article.symptom}${SYMPTOM_BREAK}${symptom}`;
  return added.length > LONGEST_TEXT ? null : added;
}
