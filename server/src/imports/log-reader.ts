import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { PassThrough, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CsvError, type Options, parse } from "csv-parse";
import { ImportError } from "./import-error.js";
import type { Mapping } from "./mapping.js";

/** One row of the log: its line in the file, and the values of the columns asked for. */
export interface LogRow {
  line: number;
  values: readonly (string | null)[];
}

export interface Log {
  /** The columns that `values` holds, in its order. */
  columns: readonly string[];
  rows: LogRow[];
  /** SHA-256 of the file as it lies on disk. */
  hash: Buffer;
}

/** Reads the log whole, keeping the columns asked for. A log that is cut short or is no table is refused as a whole. */
export async function readLog(path: string, mapping: Mapping, wanted: ReadonlySet<string>): Promise<Log> {
  const { source, missing } = mapping;
  const hash = createHash("sha256");
  const rows: LogRow[] = [];
  const absent = new Set(missing);
  // A log says the same few thousand things again and again.
  const known = new Map<string, string>();
  const intern = (text: string) => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size < 200_000) known.set(text, text);
    return text;
  };
  let columns: string[] = [];
  let places: number[] = [];
  const useHeader = (header: string[]) => {
    const missingColumns = [...wanted].filter((name) => !header.includes(name));
    if (missingColumns.length > 0) {
      throw new ImportError(
        `The log has no column ${missingColumns.map((name) => `"${name}"`).join(", ")}. It has: ${header.join(", ")}.`,
      );
    }
    columns = [...wanted];
    places = columns.map((name) => header.indexOf(name));
  };
  if (source.header !== true) useHeader(source.header);

  const options: Options = {
    bom: true,
    delimiter: source.delimiter,
    quote: source.quote ?? false,
    escape: source.escape,
    from_line: source.skipLines + 1,
    skip_empty_lines: true,
    info: true,
  };
  const parser = parse(options);
  const digest = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  let refused: unknown;
  const collect = async (records: AsyncIterable<{ info: { lines: number }; record: string[] }>) => {
    for await (const { info, record } of records) {
      if (places.length === 0) {
        try {
          useHeader(record.map((name) => name.trim()));
        } catch (error) {
          // The pipeline would only tell that it was aborted.
          refused = error;
          throw error;
        }
        continue;
      }
      const values = places.map((place) => {
        const text = record[place]!.trim();
        return absent.has(text) ? null : intern(text);
      });
      rows.push({ line: info.lines, values });
    }
  };
  try {
    const decompress = (await isGzip(path)) ? createGunzip() : new PassThrough();
    await pipeline(createReadStream(path), digest, decompress, decoder(source.encoding), parser, collect);
  } catch (error) {
    throw explained(refused ?? error, path);
  }
  if (places.length === 0) throw new ImportError(`The log ${path} is empty.`);
  if (rows.length === 0) throw new ImportError(`The log ${path} has a header and no rows.`);
  return { columns, rows, hash: hash.digest() };
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** Bytes to text; a byte that is no text in that encoding is an error, not a question mark. */
function decoder(encoding: string): Transform {
  let text: InstanceType<typeof TextDecoder>;
  try {
    text = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new ImportError(`The mapping's encoding "${encoding}" is unknown. Try utf-8, windows-1252 or utf-16le.`);
  }
  const decode = (chunk: Buffer | undefined, done: (error: Error | null, data?: string) => void) => {
    try {
      done(null, text.decode(chunk, { stream: chunk !== undefined }));
    } catch {
      done(new ImportError(`The log is not written in ${encoding}. Name its encoding in the mapping's "source".`));
    }
  };
  return new Transform({
    encoding: "utf8",
    transform: (chunk: Buffer, _, done) => decode(chunk, done),
    flush: (done) => decode(undefined, done),
  });
}

function explained(error: unknown, path: string): Error {
  if (error instanceof ImportError) return error;
  if (error instanceof CsvError) return new ImportError(csvMessage(error, path), { cause: error });
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new ImportError(`There is no log ${path}.`);
  if (code === "Z_BUF_ERROR")
    return new ImportError(`The log ${path} is cut short: its compressed data ends too soon.`);
  if (code?.startsWith("Z_")) return new ImportError(`The log ${path} is damaged: ${message}.`);
  return error instanceof Error ? error : new ImportError(String(error));
}

function csvMessage({ code, message, lines, record }: CsvError & { lines?: number; record?: unknown[] }, path: string) {
  if (code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH") {
    const found = Array.isArray(record) ? `${record.length} values` : "another number of values";
    return (
      `Line ${lines} of the log ${path} has ${found} where the lines before have more or fewer: ` +
      "the file is cut short, or its delimiter or quotes are not those of the mapping."
    );
  }
  if (code === "CSV_QUOTE_NOT_CLOSED") return `The log ${path} is cut short: it ends within quotes (line ${lines}).`;
  return `The log ${path} cannot be read as CSV: ${message}`;
}
