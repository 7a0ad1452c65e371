import type { ArticleFilter, ArticleState, Language } from "@guichet/schema";

/** Which articles: the words looked for, and the facts that narrow them down. */
export interface LibraryView {
  text: string;
  states: readonly ArticleState[];
  applications: readonly string[];
  languages: readonly Language[];
}

export const articleStates: readonly ArticleState[] = ["PUBLISHED", "TO_REVIEW", "ARCHIVED"];
export const articleLanguages: readonly Language[] = ["fr", "en"];

interface Readable {
  get(name: string): string | null;
}

function several<Value extends string>(text: string | null, allowed: readonly Value[]): Value[] {
  const wanted = (text ?? "").split(",");
  return allowed.filter((value) => wanted.includes(value));
}

/** The view is the address; words it does not know are left out. */
export function readView(params: Readable): LibraryView {
  return {
    text: params.get("q") ?? "",
    states: several(params.get("state"), articleStates),
    applications: (params.get("application") ?? "").split(",").filter((id) => id !== ""),
    languages: several(params.get("language"), articleLanguages),
  };
}

export function writeView({ text, states, applications, languages }: LibraryView): string {
  const params = new URLSearchParams();
  if (text.trim() !== "") params.set("q", text);
  if (states.length > 0) params.set("state", states.join(","));
  if (applications.length > 0) params.set("application", applications.join(","));
  if (languages.length > 0) params.set("language", languages.join(","));
  const query = params.toString();
  return query === "" ? "/knowledge" : `/knowledge?${query}`;
}

export function isNarrowed({ text, states, applications, languages }: LibraryView): boolean {
  return text.trim() !== "" || [states, applications, languages].some((list) => list.length > 0);
}

export const everything: LibraryView = { text: "", states: [], applications: [], languages: [] };

/** Archived articles are found by asking for them. */
export function toFilter({ text, states, applications, languages }: LibraryView): ArticleFilter {
  return {
    states: states.length > 0 ? [...states] : ["PUBLISHED", "TO_REVIEW"],
    ...(text.trim() === "" ? {} : { text: text.trim() }),
    ...(applications.length > 0 ? { applications: [...applications] } : {}),
    ...(languages.length > 0 ? { languages: [...languages] } : {}),
  };
}
