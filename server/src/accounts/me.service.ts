import type { DataSource } from "typeorm";
import { Desk } from "../desk/desk.entity.js";
import { Person, type PersonLanguage } from "../people/person.entity.js";
import type { RightsCache } from "../platform/auth/rights.js";
import type { MembershipRight } from "../platform/auth/viewer.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { ActorKind } from "../platform/events/actor.js";
import { SubjectType } from "../platform/events/event.entity.js";
import { Queue } from "../teams/team.entity.js";

/** What people read and set about themselves. */
export class MeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly rights: RightsCache,
    readonly sendsMail: boolean,
  ) {}

  person(id: number): Promise<Person> {
    return this.dataSource.manager.findOneByOrFail(Person, { id });
  }

  /** The queues in service at which the person works, by level. */
  async queues(memberships: readonly MembershipRight[]): Promise<Queue[]> {
    if (memberships.length === 0) return [];
    const queues = await this.dataSource.manager.find(Queue, {
      where: { active: true },
      order: { level: "ASC", id: "ASC" },
    });
    return queues.filter(({ teamId, level }) =>
      memberships.some((each) => each.teamId === teamId && each.level === level),
    );
  }

  desk(): Promise<Desk> {
    return this.dataSource.manager.findOneByOrFail(Desk, { id: 1 });
  }

  /** The language is part of what a viewer is answered by: sockets and other processes learn of it by the event. */
  async changeLanguage(personId: number, language: PersonLanguage): Promise<number | null> {
    const { position } = await this.work.run({ kind: ActorKind.PERSON, id: personId }, async (tx) => {
      const person = await tx.manager.findOneOrFail(Person, {
        where: { id: personId },
        lock: { mode: "pessimistic_write" },
      });
      if (person.language === language) return;
      const version = person.version + 1;
      await tx.manager.update(Person, { id: personId }, { language, version });
      tx.record({
        subjectType: SubjectType.PERSON,
        subjectId: personId,
        subjectVersion: version,
        type: "RIGHTS_CHANGED",
        personId,
      });
    });
    this.rights.invalidate(personId);
    return position;
  }
}
