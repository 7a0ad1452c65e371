import { describe, expect, it } from "vitest";
import { canOpen, inWords, parseVersion, tooOld } from "./version.js";

describe("the version of a server", () => {
  it.each([
    ["10.11.19-MariaDB-0+deb12u1", "MariaDB 10.11.19"],
    ["5.5.5-10.11.6-MariaDB", "MariaDB 10.11.6"],
    ["mariadbd  Ver 11.4.2-MariaDB for Linux on x86_64 (MariaDB Server)", "MariaDB 11.4.2"],
    ["/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64 (MySQL Community Server - GPL)", "MySQL 8.4.3"],
    ["9.1.0", "MySQL 9.1.0"],
  ])("%s is %s", (text, words) => {
    const version = parseVersion(text);
    expect(version && inWords(version)).toBe(words);
  });

  it("is unknown where no number stands", () => {
    expect(parseVersion("a parrot")).toBeUndefined();
  });

  it.each(["10.11.0-MariaDB", "11.8.2-MariaDB", "8.4.0", "9.0.1"])("%s is recent enough", (text) => {
    expect(tooOld(parseVersion(text) ?? never())).toBeUndefined();
  });

  it.each(["10.6.18-MariaDB", "10.5.1-MariaDB", "8.0.40", "5.7.44", "8.0.11-TiDB-v7.5.0"])("%s is too old", (text) => {
    expect(tooOld(parseVersion(text) ?? never())).toMatch(
      /is too old: the desk needs MariaDB 10.11 or MySQL 8.4, or newer/,
    );
  });
});

describe("data written by one server", () => {
  const written = { flavour: "mariadb", version: "10.11.19" } as const;

  it.each([
    ["mariadb", "10.11.4", true],
    ["mariadb", "11.4.2", true],
    ["mariadb", "10.6.18", false],
    ["mysql", "9.1.0", false],
  ] as const)("MariaDB 10.11's are opened by %s %s: %s", (flavour, version, can) => {
    expect(canOpen(written, { flavour, version })).toBe(can);
  });
});

function never(): never {
  throw new Error("the version was not read");
}
