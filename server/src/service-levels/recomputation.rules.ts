import { type Judged, type Verdict as Recorded, TargetKind, TargetState, VerdictKind } from "./service-level.model.js";

/** What a report says of a target. It says nothing of one that is not judged yet, or whose judgement was taken back. */
export enum Verdict {
  MET = "MET",
  MISSED = "MISSED",
}

export interface VerdictDifference {
  target: TargetKind;
  before: Verdict | null;
  after: Verdict | null;
}

/** On which targets the verdicts recorded so far and those of a ledger differ. */
export function differencesOf(recorded: readonly Recorded[], { clock }: Judged): VerdictDifference[] {
  const judged = { [TargetKind.TAKE_CHARGE]: clock.takeCharge, [TargetKind.RESOLVE]: clock.resolve };
  return Object.values(TargetKind).flatMap((target) => {
    const before = recordedVerdict(recorded, target);
    const after = reported(judged[target].state);
    return before === after ? [] : [{ target, before, after }];
  });
}

/** The last word recorded about a target counts. */
function recordedVerdict(recorded: readonly Recorded[], of: TargetKind): Verdict | null {
  const last = recorded.findLast(({ target, kind }) => target === of && kind !== VerdictKind.WARNED);
  if (last?.kind === VerdictKind.MET) return Verdict.MET;
  return last?.kind === VerdictKind.MISSED ? Verdict.MISSED : null;
}

function reported(state: TargetState | null): Verdict | null {
  if (state === TargetState.MET) return Verdict.MET;
  return state === TargetState.MISSED ? Verdict.MISSED : null;
}
