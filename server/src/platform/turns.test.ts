import { expect, it } from "vitest";
import { Turns } from "./turns.js";

it("lets so many in at a time, the others in their order, whatever becomes of those before them", async () => {
  const turns = new Turns(2);
  const entered: number[] = [];
  const leave: ((failure?: Error) => void)[] = [];
  const visits = [0, 1, 2, 3, 4].map((visitor) =>
    turns
      .take(async () => {
        entered.push(visitor);
        await new Promise<void>((resolve, reject) => {
          leave[visitor] = (failure) => (failure ? reject(failure) : resolve());
        });
      })
      .catch((error: Error) => error.message),
  );
  expect(entered).toEqual([0, 1]);
  leave[1]!(new Error("fell"));
  expect(await visits[1]).toBe("fell");
  expect(entered).toEqual([0, 1, 2]);
  leave[0]!();
  await visits[0];
  expect(entered).toEqual([0, 1, 2, 3]);
  leave[2]!();
  leave[3]!();
  await Promise.all([visits[2], visits[3]]);
  expect(entered).toEqual([0, 1, 2, 3, 4]);
  leave[4]!();
  await visits[4];

  // All places are free again.
  const again = [5, 6].map((visitor) => turns.take(async () => void entered.push(visitor)));
  expect(entered.slice(-2)).toEqual([5, 6]);
  await Promise.all(again);
});
