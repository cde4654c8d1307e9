import type { FindingQuery } from '@data-mesh/backstage-plugin-data-mesh-common';
import { SEVERITIES, SEVERITY_LOOKS } from './governanceWords';

/** How many findings a page has. */
export const PAGE_SIZE = 50;

/** Which findings a list can be narrowed to, by how bad they are. */
export const SEVERITY_FILTERS = [
  { id: 'any', label: 'Any' },
  ...SEVERITIES.map(id => ({ id, label: SEVERITY_LOOKS[id][1] })),
];

/** Whose they are; the first unless one chooses. */
export const OWNER_FILTERS = [
  { id: 'all', label: 'All that I may see' },
  { id: 'mine', label: 'Of my data products' },
];

/** Whether they are there still; the first unless one chooses. */
export const STATE_FILTERS = [
  { id: 'open', label: 'Open' },
  { id: 'exempt', label: 'Exempt' },
  { id: 'fixed', label: 'Fixed' },
  { id: 'all', label: 'All' },
];

const STATES: FindingQuery['state'][] = ['open', 'exempt', 'fixed', 'all'];

/** What narrows the list in the URL. */
export const FINDING_PARAMS = [
  'severity',
  'policy',
  'domain',
  'product',
  'owner',
  'state',
];

/** What the URL asks for; what makes no sense there is left out. */
export function readQuery(params: URLSearchParams): FindingQuery {
  const severity = SEVERITIES.find(each => each === params.get('severity'));
  const state = STATES.find(each => each === params.get('state'));
  const text = (name: 'policy' | 'domain' | 'product') => {
    const value = params.get(name);
    return value ? { [name]: value } : {};
  };
  return {
    ...(severity && { severity }),
    ...text('policy'),
    ...text('domain'),
    ...text('product'),
    ...(params.get('owner') === 'mine' && { mine: true }),
    ...(state && state !== 'open' && { state }),
  };
}
