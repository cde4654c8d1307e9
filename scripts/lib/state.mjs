import path from 'node:path';
import { devDir } from './paths.mjs';

/** Remembers the processes of a running demo. */
export const demoStateFile = path.join(devDir, 'run/demo.json');
