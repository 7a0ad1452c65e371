/** What reads with raw SQL: the data source, or a transaction where the read belongs to a change. */
export interface Sql {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}
