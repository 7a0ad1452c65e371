import { describe, expect, it } from "vitest";
import { connectionOptions, withDatabase, withoutPassword } from "./connection.js";

describe("a database's address", () => {
  it("names host, port, account and database", () => {
    expect(connectionOptions("mysql://desk:p%40ss@db.example:3307/help")).toMatchObject({
      host: "db.example",
      port: 3307,
      user: "desk",
      password: "p@ss",
      database: "help",
    });
  });

  it("has the usual port and database when it names none", () => {
    expect(connectionOptions("mysql://desk@[::1]")).toMatchObject({ host: "::1", port: 3306, database: "guichet" });
  });

  it("can name a socket instead", () => {
    const options = connectionOptions("mysql://desk:secret@localhost/guichet?socketPath=%2Frun%2Fdb.sock");
    expect(options).toMatchObject({ socketPath: "/run/db.sock" });
    expect(options).not.toHaveProperty("host");
  });

  it("always asks for full Unicode and UTC", () => {
    expect(connectionOptions("mysql://desk@host")).toMatchObject({ charset: "UTF8MB4_UNICODE_520_CI", timezone: "Z" });
  });

  it("turns on TLS, with or without the certificate's check", () => {
    expect(connectionOptions("mysql://desk@host/?ssl=verify").ssl).toEqual({ rejectUnauthorized: true });
    expect(connectionOptions("mysql://desk@host/?ssl=insecure").ssl).toEqual({ rejectUnauthorized: false });
  });

  it("is refused with an example when it is no such address", () => {
    expect(() => connectionOptions("localhost:3306")).toThrow(/mysql:\/\/user:password@host:3306\/guichet/);
    expect(() => connectionOptions("postgres://desk@host/x")).toThrow(/not with mysql:/);
    expect(() => connectionOptions("mysql://desk@host/x?pool=5")).toThrow(/only socketPath and ssl/);
  });

  it("changes its database and hides its password", () => {
    expect(withDatabase("mysql://a:b@h:1/x?ssl=verify", "y")).toBe("mysql://a:b@h:1/y?ssl=verify");
    expect(withoutPassword("mysql://a:b@h:1/x")).toBe("mysql://a:***@h:1/x");
  });
});
