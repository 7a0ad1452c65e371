import type { Role } from "@guichet/schema";

/** Which people: by the words of a name, an address or a number, by role, and those who have left too. */
export interface PeopleView {
  text: string;
  roles: readonly Role[];
  withInactive: boolean;
}

export const roles: readonly Role[] = ["REQUESTER", "TECHNICIAN", "SUPERVISOR", "MANAGER", "ADMIN"];

export function readView(params: { get(name: string): string | null }): PeopleView {
  const wanted = (params.get("role") ?? "").split(",");
  return {
    text: params.get("q") ?? "",
    roles: roles.filter((role) => wanted.includes(role)),
    withInactive: params.get("inactive") === "1",
  };
}

export function writeView({ text, roles: chosen, withInactive }: PeopleView): string {
  const params = new URLSearchParams();
  if (text.trim() !== "") params.set("q", text);
  if (chosen.length > 0) params.set("role", chosen.join(","));
  if (withInactive) params.set("inactive", "1");
  const query = params.toString();
  return query === "" ? "/administration/people" : `/administration/people?${query}`;
}

export function toVariables({ text, roles: chosen, withInactive }: PeopleView) {
  return {
    text: text.trim() === "" ? null : text.trim(),
    roles: chosen.length === 0 ? null : [...chosen],
    active: withInactive ? null : true,
  };
}
