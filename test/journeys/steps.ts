import { beforeEach } from "vitest";

/** Within a `describe` whose tests are the steps of one journey: once one has failed, those after it mean nothing. */
export function eachStepNeedsTheLast(): void {
  let broken = false;
  beforeEach(({ skip, onTestFailed }) => {
    if (broken) skip("an earlier step failed");
    onTestFailed(() => {
      broken = true;
    });
  });
}
