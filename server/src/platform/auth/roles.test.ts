import { describe, expect, it } from "vitest";
import { Role } from "../../people/person.entity.js";
import { Permission } from "./permission.js";
import { rightsClass } from "./rights.js";
import { PERMISSIONS_OF_ROLE, PERMISSIONS_OF_SCOPE } from "./roles.js";

const every = Object.values(Permission);

/** Permission by permission, who has it: the table that is reviewed. */
const WHO: Record<Permission, readonly Role[]> = {
  TICKETS_READ_OWN: [Role.REQUESTER, Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN],
  TICKETS_READ_DESK: [Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER],
  TICKETS_RECORD: [Role.REQUESTER, Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN],
  TICKETS_RECORD_FOR_OTHERS: [Role.TECHNICIAN, Role.SUPERVISOR],
  TICKETS_ACT: [Role.TECHNICIAN, Role.SUPERVISOR],
  TICKETS_ASSIGN: [Role.SUPERVISOR],
  ARTICLES_READ: [Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER],
  ARTICLES_EDIT: [Role.TECHNICIAN, Role.SUPERVISOR],
  ARTICLES_REVIEW: [Role.SUPERVISOR],
  REPORTS_READ: [Role.SUPERVISOR, Role.MANAGER],
  OUTBOX_READ: [Role.SUPERVISOR, Role.ADMIN],
  PEOPLE_READ: [Role.TECHNICIAN, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN],
  PEOPLE_MANAGE: [Role.ADMIN],
  TEAMS_MANAGE: [Role.ADMIN],
  APPLICATIONS_MANAGE: [Role.MANAGER, Role.ADMIN],
  TOKENS_MANAGE: [Role.ADMIN],
  REPORTS_FREEZE: [Role.MANAGER],
  DESK_MANAGE: [Role.ADMIN],
  SERVICE_LEVELS_MANAGE: [Role.MANAGER, Role.ADMIN],
};

describe("roles", () => {
  it.each(Object.values(Role))("%s has what the reviewed table says", (role) => {
    const granted: readonly Permission[] = PERMISSIONS_OF_ROLE[role];
    expect(every.filter((permission) => granted.includes(permission))).toEqual(
      every.filter((permission) => WHO[permission].includes(role)),
    );
  });

  it("do not let an administrator read tickets by virtue of being one", () => {
    expect(PERMISSIONS_OF_ROLE.ADMIN).not.toContain(Permission.TICKETS_READ_DESK);
  });
});

describe("scopes of tokens", () => {
  it("never let a program manage people, teams, applications or tokens", () => {
    const granted = Object.values(PERMISSIONS_OF_SCOPE).flat();
    expect(granted.filter((permission) => permission.endsWith("_MANAGE"))).toEqual([]);
  });
});

describe("the rights class", () => {
  const desk = new Set([1]);
  const classOf = (permissions: Permission[], self: string, language: "fr" | "en" = "fr") =>
    rightsClass(new Set(permissions), desk, language, self);

  it("is one for all who read the desk alike", () => {
    const { TICKETS_READ_DESK: read, TICKETS_ACT: act } = Permission;
    expect(classOf([read, act], "person:1")).toBe(classOf([act, read], "person:2"));
    expect(classOf([read], "person:1")).not.toBe(classOf([read, act], "person:1"));
    expect(classOf([read], "person:1", "en")).not.toBe(classOf([read], "person:1", "fr"));
  });

  it("is each requester's own", () => {
    expect(classOf([Permission.TICKETS_READ_OWN], "person:1")).not.toBe(
      classOf([Permission.TICKETS_READ_OWN], "person:2"),
    );
  });
});
