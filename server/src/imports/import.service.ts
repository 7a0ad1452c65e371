import { createHash } from "node:crypto";
import type { DataSource } from "typeorm";
import type { UnitOfWork } from "../platform/database/unit-of-work.js";
import { type Actor, ActorKind } from "../platform/events/actor.js";
import { Refusal } from "../platform/graphql/problem.js";
import { awaken } from "./awakening.service.js";
import { casesOf, type LogCase } from "./cases.rules.js";
import { ImportError } from "./import-error.js";
import { readLog } from "./log-reader.js";
import { columnsIn } from "./lookup.rules.js";
import type { Mapping } from "./mapping.js";
import { observer, type Remark } from "./observation.rules.js";
import { type CasePlan, planCase } from "./plan.rules.js";
import type { ReferenceData } from "./reference-data.service.js";
import { namedThings, referenceOf } from "./reference-names.rules.js";
import { Replay } from "./replay.service.js";

/** Rises when the same log and mapping are planned differently: a run begun before is then another run. */
const PLAN_VERSION = 1;

export interface ImportOptions {
  mapping: Mapping;
  log: string;
  /** Only so many incidents, the first recorded. */
  limit?: number;
  /** Incidents replayed at the same time. */
  workers?: number;
  onProgress?: (progress: ImportProgressed) => void;
  /** Stops between two transactions; the same import again continues. */
  signal?: AbortSignal;
}

export interface ImportProgressed {
  rowsDone: number;
  rows: number;
}

export interface PlannedCase {
  source: LogCase;
  plan: CasePlan;
}

/** A log read and planned: nothing is written yet. */
export interface PlannedImport {
  mapping: Mapping;
  logHash: Buffer;
  rows: number;
  cases: PlannedCase[];
  remarks: Remark[];
}

export interface ImportOutcome {
  runId: number;
  cases: number;
  rows: number;
  /** Transactions done now; those found done count as resumed. */
  steps: number;
  resumedSteps: number;
  refused: Remark[];
  stopped: boolean;
  seconds: number;
}

/** Reads a log and plans its replay: everything that can be wrong with it as a whole is found here. */
export async function planImport({ mapping, log: path, limit }: ImportOptions): Promise<PlannedImport> {
  const log = await readLog(path, mapping, columnsIn(mapping));
  const { cases, strays } = casesOf(log.rows, observer(mapping, log.columns), mapping.order);
  if (mapping.unknownState === "STOP") demandKnownStates([...strays, ...cases.flatMap(({ remarks }) => remarks)]);
  const chosen = limit === undefined ? cases : cases.slice(0, limit);
  const planned = chosen.map((source) => ({ source, plan: planCase(source.id, source.observations, mapping) }));
  return {
    mapping,
    logHash: log.hash,
    rows: limit === undefined ? log.rows.length : planned.reduce((sum, each) => sum + rowsOf(each), 0),
    cases: planned,
    remarks: [...strays, ...planned.flatMap(({ source, plan }) => [...source.remarks, ...plan.remarks])],
  };
}

function demandKnownStates(remarks: readonly Remark[]): void {
  const unknown = new Map<string, { count: number; line: number }>();
  for (const { reason, detail, line } of remarks) {
    if (reason !== "UNKNOWN_STATE") continue;
    const known = unknown.get(detail);
    unknown.set(detail, { count: (known?.count ?? 0) + 1, line: known?.line ?? line });
  }
  if (unknown.size === 0) return;
  const list = [...unknown].map(([state, { count, line }]) => `  ${state}: ${count} rows, the first at line ${line}`);
  throw new ImportError(
    `The log has states that the mapping does not know:\n${list.join("\n")}\n` +
      'Map them, leave them out with "skip", or set "unknownState": "SKIP" to report such rows and go on.',
  );
}

function rowsOf({ source }: PlannedCase): number {
  return source.observations.length;
}

/** Replays planned logs: each incident's instants are transactions of their own, with the log's times as the clock. */
export class Import {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly references: ReferenceData,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async run(planned: PlannedImport, options: Omit<ImportOptions, "mapping" | "log"> = {}): Promise<ImportOutcome> {
    const started = this.clock().getTime();
    const runId = await this.findRun(planned);
    const actor: Actor = { kind: ActorKind.IMPORT, id: runId };
    const release = await this.claim(runId);
    try {
      const done = await this.progressOf(runId, planned);
      const { mapping, cases } = planned;
      const things = namedThings(cases);
      const references = await this.references.prepare(things, {
        actor,
        source: mapping.name,
        articleTitle: mapping.resolution.article?.title ?? "",
        language: await this.language(),
        at: firstInstant(cases) ?? this.clock(),
      });
      const replay = new Replay(actor, references, mapping.case.prefix);
      const outcome = { steps: 0, resumedSteps: 0, refused: [] as Remark[] };
      await this.replayAll(planned, { actor, replay, done, outcome, ...options });
      const stopped = options.signal?.aborted ?? false;
      if (!stopped) {
        const own = cases.map(({ source }) => referenceOf(`${mapping.case.prefix}${source.id}`));
        await awaken(this.dataSource, this.work, actor, own, this.clock());
      }
      if (!stopped && outcome.refused.length === 0 && options.limit === undefined) {
        await this.dataSource.query("UPDATE import_run SET finishedAt = COALESCE(finishedAt, ?) WHERE id = ?", [
          this.clock(),
          runId,
        ]);
      }
      const seconds = (this.clock().getTime() - started) / 1000;
      return { runId, cases: cases.length, rows: planned.rows, ...outcome, stopped, seconds };
    } finally {
      await release();
    }
  }

  private async replayAll(
    { cases, rows }: PlannedImport,
    context: ReplayContext & Pick<ImportOptions, "workers" | "onProgress" | "signal">,
  ): Promise<void> {
    let next = 0;
    let rowsDone = 0;
    const worker = async () => {
      while (next < cases.length && !context.signal?.aborted) {
        const caseNumber = next++;
        await this.replayCase(cases[caseNumber]!, caseNumber, context);
        rowsDone += rowsOf(cases[caseNumber]!);
        context.onProgress?.({ rowsDone, rows });
      }
    };
    await Promise.all(Array.from({ length: context.workers ?? 8 }, worker));
  }

  private async replayCase({ source, plan }: PlannedCase, caseNumber: number, context: ReplayContext): Promise<void> {
    const { actor, replay, done, outcome } = context;
    const before = done.get(caseNumber);
    let ticketNumber = before?.ticketNumber ?? null;
    outcome.resumedSteps += before?.steps ?? 0;
    for (let index = before?.steps ?? 0; index < plan.steps.length; index++) {
      if (context.signal?.aborted) return;
      const { at, acts } = plan.steps[index]!;
      try {
        const { value } = await this.work.run(
          actor,
          async (tx) => {
            let number = ticketNumber;
            for (const act of acts) number = await replay.act(tx, source.id, number, act);
            return number;
          },
          at,
        );
        ticketNumber = value;
        outcome.steps += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const detail = `${acts.map(({ act }) => act).join(", ")} at ${at.toISOString()}: ${error.problem.typeName}`;
        outcome.refused.push({ line: source.observations[0]!.line, case: source.id, reason: "REFUSED", detail });
        return;
      }
    }
  }

  /** The run of this log by this mapping, begun now or before. */
  private async findRun({ mapping, logHash }: PlannedImport): Promise<number> {
    const mappingHash = createHash("sha256")
      .update(JSON.stringify([PLAN_VERSION, mapping]))
      .digest();
    await this.dataSource.query(
      "INSERT IGNORE INTO import_run (mapping, mappingHash, logHash, startedAt) VALUES (?, ?, ?, ?)",
      [mapping.name, mappingHash, logHash, this.clock()],
    );
    const [row]: { id: number }[] = await this.dataSource.query(
      "SELECT id FROM import_run WHERE mappingHash = ? AND logHash = ?",
      [mappingHash, logHash],
    );
    return row!.id;
  }

  /** One process at a time replays a run; the claim ends with its connection. */
  private async claim(runId: number): Promise<() => Promise<void>> {
    const runner = this.dataSource.createQueryRunner();
    const name = `guichet.import.${String(this.dataSource.options.database)}.${runId}`.slice(0, 64);
    const [{ locked }] = await runner.query("SELECT GET_LOCK(?, 0) AS locked", [name]);
    if (Number(locked) !== 1) {
      await runner.release();
      throw new ImportError("Another process is importing this log at this moment.");
    }
    return async () => {
      await runner.query("DO RELEASE_LOCK(?)", [name]);
      await runner.release();
    };
  }

  /**
   * How far each incident has come, by its place in the plan: a step is a transaction, and its events share a cause.
   * Incidents that another run, or somebody else, has brought in are refused.
   */
  private async progressOf(runId: number, { mapping, cases }: PlannedImport): Promise<Map<number, Progress>> {
    const numbers = new Map(
      cases.map(({ source }, index) => [referenceOf(`${mapping.case.prefix}${source.id}`), index]),
    );
    const references = [...numbers.keys()];
    const done = new Map<number, Progress>();
    const foreign: string[] = [];
    for (let start = 0; start < references.length; start += 1000) {
      const rows: { externalReference: string; number: number; steps: number | string }[] = await this.dataSource.query(
        // What the clocks found out after the replay is no step of it.
        `SELECT t.externalReference, t.number,
           COUNT(DISTINCT CASE WHEN e.type NOT LIKE 'TARGET%' THEN e.causeId END) AS steps
         FROM ticket t LEFT JOIN event e ON e.subjectType = 'TICKET' AND e.subjectId = t.number
           AND e.actorKind = 'IMPORT' AND e.actorId = ?
         WHERE t.externalReference IN (?) GROUP BY t.externalReference, t.number`,
        [runId, references.slice(start, start + 1000)],
      );
      for (const { externalReference, number, steps } of rows) {
        if (Number(steps) === 0) foreign.push(externalReference);
        else done.set(numbers.get(externalReference)!, { ticketNumber: number, steps: Number(steps) });
      }
    }
    if (foreign.length === 0) return done;
    throw new ImportError(
      `The desk has ${foreign.length} tickets of this log from elsewhere (${foreign.slice(0, 3).join(", ")} ...): ` +
        "from another version of the log or of the mapping. To import it besides, give the mapping's case a prefix.",
    );
  }

  private async language(): Promise<string> {
    const [desk]: { language: string }[] = await this.dataSource.query("SELECT language FROM desk WHERE id = 1");
    return desk?.language ?? "en";
  }
}

interface Progress {
  ticketNumber: number;
  steps: number;
}

interface ReplayContext {
  actor: Actor;
  replay: Replay;
  done: ReadonlyMap<number, Progress>;
  outcome: Pick<ImportOutcome, "steps" | "resumedSteps" | "refused">;
  signal?: AbortSignal;
}

function firstInstant(cases: readonly PlannedCase[]): Date | undefined {
  return cases.find(({ plan }) => plan.steps.length > 0)?.plan.steps[0]?.at;
}
