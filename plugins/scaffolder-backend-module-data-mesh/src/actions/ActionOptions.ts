import type { MeshForRun } from '../mesh/MeshForRun';
import type { RunLink } from '../mesh/meshStep';
import type { WaitForEntity } from '../mesh/waitForEntity';

/** What every action is made from. */
export type ActionOptions = {
  mesh: MeshForRun;
  linkOf: RunLink;
  untilSeen: WaitForEntity;
};
