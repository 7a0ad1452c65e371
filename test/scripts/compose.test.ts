import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}
interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment: Record<string, string>;
  volumes: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const fileAt = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const compose = parse(readFileSync(fileAt("docker-compose.yml"), "utf8"), { strict: true }) as Compose;
const { database, desk } = compose.services;

describe("docker-compose.yml", () => {
  it("brings MySQL 8.4 with the desk's character set, collation and durability", () => {
    expect(database?.image).toBe("mysql:8.4");
    expect(database?.command).toEqual(
      expect.arrayContaining([
        "--character-set-server=utf8mb4",
        "--collation-server=utf8mb4_unicode_520_ci",
        "--innodb-flush-log-at-trx-commit=1",
        "--default-time-zone=+00:00",
      ]),
    );
  });

  it("starts the desk, built here, when the database is healthy", () => {
    expect(database?.healthcheck?.test[0]).toBe("CMD-SHELL");
    expect(desk?.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(existsSync(fileAt("Dockerfile"))).toBe(true);
    expect(desk?.environment.DATABASE_URL).toMatch(
      /^mysql:\/\/guichet:\$\{GUICHET_DB_PASSWORD\}@database:3306\/guichet$/,
    );
  });

  it("keeps both services' data in volumes that it declares", () => {
    for (const service of [database, desk]) {
      for (const volume of service?.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(":")[0] ?? "");
    }
  });

  it("has no password written in it", () => {
    expect(database?.environment.MYSQL_PASSWORD).toMatch(/^\$\{GUICHET_DB_PASSWORD:\?/);
  });

  it("names only settings that the desk knows", () => {
    const known = readFileSync(fileAt(".env.example"), "utf8");
    for (const name of Object.keys(desk?.environment ?? {})) expect(known).toContain(`#${name}=`);
  });
});
