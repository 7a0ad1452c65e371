import type { DataSource } from "typeorm";
import { Applications } from "../applications/application.service.js";
import { People } from "../people/person.service.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { Sites } from "../teams/site.service.js";
import { Teams } from "../teams/team.service.js";
import { Import } from "./import.service.js";
import { ReferenceData } from "./reference-data.service.js";

/** Builds the importer. The people it makes are known to the desk and have no login. */
export function composeImport(dataSource: DataSource, work: UnitOfWork): Import {
  const people = new People({ save: async () => undefined });
  const services = { people, teams: new Teams(), sites: new Sites(), applications: new Applications() };
  return new Import(dataSource, work, new ReferenceData(dataSource, work, services));
}
