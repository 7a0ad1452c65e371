import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum TeamEventType {
  TEAM_CREATED = "TEAM_CREATED",
  TEAM_CHANGED = "TEAM_CHANGED",
  /** Beside TEAM_CHANGED: it left a site, `relatedId`, or a state of having none. Figures of then name that site. */
  TEAM_MOVED = "TEAM_MOVED",
}

export enum SiteEventType {
  SITE_CREATED = "SITE_CREATED",
  SITE_CHANGED = "SITE_CHANGED",
}

export function teamEvent(type: TeamEventType, team: { id: number; version: number }): NewEvent {
  return { subjectType: SubjectType.TEAM, subjectId: team.id, subjectVersion: team.version, type };
}

export function teamMoved(team: { id: number; version: number }, leftSiteId: number | null): NewEvent {
  return { ...teamEvent(TeamEventType.TEAM_MOVED, team), relatedId: leftSiteId };
}

export function siteEvent(type: SiteEventType, site: { id: number; version: number }): NewEvent {
  return { subjectType: SubjectType.SITE, subjectId: site.id, subjectVersion: site.version, type };
}
