/**
 * No database can be had, in words for the person who started the desk.
 * `whatToType` holds one line to type (or a few, one per platform) that would put it right.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";

  constructor(
    readonly reason: string,
    readonly whatToType: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super([reason, ...whatToType.map((line) => `  ${line}`)].join("\n"), options);
  }
}
