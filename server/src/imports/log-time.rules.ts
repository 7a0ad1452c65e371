import { DateTime, IANAZone } from "luxon";
import { ImportError } from "./import-error.js";

/** Reads one column's times; null for a text that fits no format. */
export type TimeReader = (text: string) => Date | null;

const REMEMBERED = 50_000;

/**
 * Formats are luxon's tokens, tried in order, or ISO, EPOCH_SECONDS, EPOCH_MILLIS. The zone is for times that carry
 * none. Logs repeat their times a great deal, so that they are remembered.
 */
export function timeReader(formats: readonly string[], zone: string): TimeReader {
  if (!IANAZone.isValidZone(zone)) throw new ImportError(`The mapping's zone "${zone}" is not an IANA time zone.`);
  const readers = formats.map((format) => readerOf(format, zone));
  const known = new Map<string, Date | null>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    let time: Date | null = null;
    for (const read of readers) {
      time = read(text);
      if (time) break;
    }
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, time);
    return time;
  };
}

function readerOf(format: string, zone: string): TimeReader {
  if (format === "EPOCH_SECONDS") return (text) => fromEpoch(text, 1000);
  if (format === "EPOCH_MILLIS") return (text) => fromEpoch(text, 1);
  if (format === "ISO") return (text) => valid(DateTime.fromISO(text.replace(" ", "T"), { zone }));
  const parser = DateTime.buildFormatParser(format, { locale: "en" });
  return (text) => valid(DateTime.fromFormatParser(text, parser, { zone, locale: "en" }));
}

function fromEpoch(text: string, unit: number): Date | null {
  return /^-?\d+(\.\d+)?$/.test(text) ? new Date(Math.round(Number(text) * unit)) : null;
}

function valid(time: DateTime): Date | null {
  return time.isValid ? time.toJSDate() : null;
}
