import type { MeshForRun } from '../mesh/MeshForRun';
import type { RunLink } from '../mesh/meshStep';

/** What every action is made from. */
export type ActionOptions = {
  mesh: MeshForRun;
  linkOf: RunLink;
};
