import type { DataSource } from "typeorm";
import { Compartment, CompartmentKind } from "../applications/application.entity.js";
import { Membership, Person, PersonRole } from "../people/person.entity.js";
import { type PersonRights, personRights } from "../platform/auth/rights.js";
import { PERMISSIONS_OF_ROLE } from "../platform/auth/roles.js";

/** Reads what a person may do: from their roles and memberships. Nobody, or somebody who has left: null. */
export async function readPersonRights(dataSource: DataSource, personId: number): Promise<PersonRights | null> {
  const { manager } = dataSource;
  const person = await manager.findOneBy(Person, { id: personId, active: true });
  if (!person) return null;
  const [roles, memberships, compartmentIds] = await Promise.all([
    manager.findBy(PersonRole, { personId }),
    manager.findBy(Membership, { personId }),
    readDeskCompartments(dataSource),
  ]);
  return personRights({
    personId,
    language: person.language,
    permissions: new Set(roles.flatMap(({ role }) => PERMISSIONS_OF_ROLE[role])),
    compartmentIds,
    memberships: memberships.map(({ teamId, level }) => ({ teamId, level })),
  });
}

/** The compartments that whoever reads the desk may read. */
async function readDeskCompartments(dataSource: DataSource): Promise<ReadonlySet<number>> {
  const compartments = await dataSource.manager.findBy(Compartment, { kind: CompartmentKind.DESK });
  return new Set(compartments.map(({ id }) => id));
}
