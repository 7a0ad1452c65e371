import type { AccountService } from "../accounts/account.service.js";
import { Role } from "../people/person.entity.js";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { DeskBuilder } from "./builders.js";

export const MINIMAL_LOGIN = "admin";

/** What a desk cannot do without: a team that serves all levels, the chain that leads through it, and an administrator. */
export async function seedMinimal(work: UnitOfWork, accounts: AccountService, password: string): Promise<void> {
  await work.run(SYSTEM, async (tx) => {
    const desk = new DeskBuilder(tx, accounts, password);
    const levels = await tx.query<{ rank: number }[]>("SELECT `rank` FROM level ORDER BY `rank`");
    const ranks = levels.map(({ rank }) => rank);
    await desk.team({ code: "DESK", name: "Assistance", levels: ranks });
    await desk.deskChain(ranks.map((rank) => ({ queue: `DESK:${rank}` })));
    await desk.person({
      displayName: "Administration",
      login: MINIMAL_LOGIN,
      email: null,
      roles: [Role.ADMIN, Role.SUPERVISOR, Role.TECHNICIAN, Role.REQUESTER],
      memberships: { DESK: ranks },
    });
  });
}
