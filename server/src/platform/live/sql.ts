/** What the live path needs of a connection: one statement, its rows or its result. */
export interface Sql {
  query<T>(statement: string, parameters?: readonly unknown[]): Promise<T>;
}
