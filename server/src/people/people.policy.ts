import { Permission } from "../platform/auth/permission.js";
import { may, type Viewer } from "../platform/auth/viewer.js";

/** A name is shown with every ticket; addresses, roles and teams are for the desk and for the person themselves. */
export function mayReadDetails(viewer: Viewer, personId: number): boolean {
  return isSelf(viewer, personId) || may(viewer, Permission.PEOPLE_READ);
}

export function mayReadLogin(viewer: Viewer, personId: number): boolean {
  return isSelf(viewer, personId) || may(viewer, Permission.PEOPLE_MANAGE);
}

function isSelf(viewer: Viewer, personId: number): boolean {
  return viewer.kind === "PERSON" && viewer.personId === personId;
}
