import type { ColumnOptions, PrimaryColumnOptions } from "typeorm";

/** A BIGINT that fits a JavaScript number (positions, counters): TypeORM hands BIGINT out as a string, raw queries as a number. */
export const bigintNumber = {
  type: "bigint",
  unsigned: true,
  transformer: {
    to: (value: number | null | undefined) => value,
    from: (value: string | null) => (value === null ? null : Number(value)),
  },
} satisfies ColumnOptions;

/** An instant with milliseconds, always UTC (the connection's time zone is Z). */
export const instant = { type: "datetime", precision: 3 } satisfies ColumnOptions;

export const optionalInstant = { type: "datetime", precision: 3, nullable: true } satisfies ColumnOptions;

/** A surrogate key or a reference to one. */
export const reference = { type: "int", unsigned: true } satisfies ColumnOptions;

export const optionalReference = { type: "int", unsigned: true, nullable: true } satisfies ColumnOptions;

/** ASCII machine text (codes, keys, hashes): compared byte by byte, so that two keys that look alike stay two. */
export function code(length: number, options: { nullable?: boolean; unique?: boolean } = {}) {
  return {
    type: "varchar",
    length: String(length),
    charset: "ascii",
    collation: "ascii_bin",
    ...options,
  } as PrimaryColumnOptions;
}

export function oneOf(values: Record<string, string>, options: { nullable?: boolean } = {}) {
  return { type: "enum", enum: Object.values(values), ...options } as PrimaryColumnOptions;
}
