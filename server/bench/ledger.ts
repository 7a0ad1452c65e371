import fc from "fast-check";
import { disagreements } from "../src/service-levels/ledger-agreement.fixture.js";
import { lives } from "../src/service-levels/ledger-history.fixture.js";

const HISTORIES = 200_000;
const AT_A_TIME = 1_000;
const SEED = 20_260_325;

/**
 * Generated tickets' lives, each carried along as the desk does and computed from its history: `ledger [HISTORIES]
 * [SEED]`. What is timed is the agreement, by the processor: all that a carried clock and two ledgers take.
 */
export async function run([histories = HISTORIES, seed = SEED]: readonly (string | number)[]): Promise<void> {
  const wanted = Number(histories);
  let mismatches = 0;
  let cpuMs = 0;
  for (let done = 0; done < wanted; done += AT_A_TIME) {
    const some = fc.sample(lives("milliseconds"), {
      numRuns: Math.min(AT_A_TIME, wanted - done),
      seed: Number(seed) + done,
    });
    const begun = process.cpuUsage();
    for (const life of some) {
      const found = disagreements(life);
      if (found.length === 0) continue;
      mismatches++;
      if (mismatches <= 3) console.log(`${found.join("\n")}\n${fc.stringify(life)}`);
    }
    const { user, system } = process.cpuUsage(begun);
    cpuMs += (user + system) / 1_000;
    if ((done + AT_A_TIME) % 20_000 === 0) console.log(`${done + AT_A_TIME} histories, ${mismatches} mismatches`);
  }
  const perSecond = Math.round((wanted * 1_000) / cpuMs);
  console.log(`ledger histories=${wanted} seed=${seed} mismatches=${mismatches} per_s=${perSecond}`);
  if (mismatches > 0) process.exitCode = 1;
}
