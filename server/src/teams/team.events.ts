import { SubjectType } from "../platform/events/event.entity.js";
import type { NewEvent } from "../platform/events/new-event.js";

export enum TeamEventType {
  TEAM_CREATED = "TEAM_CREATED",
  TEAM_CHANGED = "TEAM_CHANGED",
}

export enum SiteEventType {
  SITE_CREATED = "SITE_CREATED",
  SITE_CHANGED = "SITE_CHANGED",
}

export function teamEvent(type: TeamEventType, team: { id: number; version: number }): NewEvent {
  return { subjectType: SubjectType.TEAM, subjectId: team.id, subjectVersion: team.version, type };
}

export function siteEvent(type: SiteEventType, site: { id: number; version: number }): NewEvent {
  return { subjectType: SubjectType.SITE, subjectId: site.id, subjectVersion: site.version, type };
}
