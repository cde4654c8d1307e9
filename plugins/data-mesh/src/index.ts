/**
 * Pages, cards and tabs of the data mesh suite for the new frontend system.
 * The old one finds the same components in `./legacy`.
 *
 * @packageDocumentation
 */
export { dataMeshPlugin as default } from './plugin';
export { rootRouteRef, templateRouteRef } from './routes';
export { dataMeshApiRef } from './api';
export { dataMeshAppModule } from './appModule';
export { useToDecideCount } from './access/useAccess';
