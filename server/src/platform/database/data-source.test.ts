import { expect, it } from "vitest";
import { createDataSource } from "./data-source.js";
import { connectionOptions } from "./private/connection.js";

it("connects by TLS where the database's address asks for it", () => {
  const connection = connectionOptions("mysql://desk@db.example/guichet?ssl=verify");
  const source = createDataSource({ connection, flavour: "mysql", entities: [], migrations: [], poolSize: 2 });
  expect(source.options).toMatchObject({ host: "db.example", ssl: { rejectUnauthorized: true } });
});
