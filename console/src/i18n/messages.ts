import type { Language } from "@guichet/schema";

/** One message file per feature and language: messages/<language>/<feature>.json. */
const features = [
  "common",
  "shell",
  "session",
  "queues",
  "ticket",
  "call",
  "search",
  "knowledge",
  "report",
  "outbox",
  "administration",
  "service-levels",
  "service-level-settings",
  "wall",
] as const;

export async function loadMessages(language: Language): Promise<Record<string, unknown>> {
  const loaded = await Promise.all(
    features.map(async (feature) => {
      const file = (await import(`../../messages/${language}/${feature}.json`)) as { default: unknown };
      return [feature, file.default] as const;
    }),
  );
  return Object.fromEntries(loaded);
}
