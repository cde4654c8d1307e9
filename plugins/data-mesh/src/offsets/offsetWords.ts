import type {
  Grant,
  OffsetReset,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { listed } from '../humanise/lists';
import { counted } from '../humanise/numbers';

type Move = OffsetReset['partitions'][number];

/** Groups of a grant's consumer that are known by name, those in use first. */
export function knownGroups({ evidence, connection }: Grant): string[] {
  const seen = (evidence?.groups ?? []).map(({ group }) => group);
  const allowed = (connection?.groups ?? [])
    .filter(({ pattern }) => pattern === 'LITERAL')
    .map(({ name }) => name);
  return [...new Set([...seen, ...allowed])];
}

/** What moving one partition means for the records on it. */
export function moveWords({ records }: Move): string {
  if (records === undefined) return 'Not known';
  if (records > 0) return `${counted(records, 'record')} read again`;
  if (records < 0) return `${counted(-records, 'record')} skipped`;
  return 'Stays';
}

/** The answer before the table. */
export function resetWords(reset: OffsetReset): string {
  const known = reset.partitions.map(({ records = 0 }) => records);
  const again = known.filter(n => n > 0).reduce((sum, n) => sum + n, 0);
  const skipped = -known.filter(n => n < 0).reduce((sum, n) => sum + n, 0);
  const parts = [
    ...(again
      ? [`${counted(again, 'record is', 'records are')} read again`]
      : []),
    ...(skipped
      ? [`${counted(skipped, 'record is', 'records are')} skipped`]
      : []),
  ];
  if (parts.length === 0) return 'Nothing moves: the group is there already';
  return reset.dryRun
    ? `If you go on, ${listed(parts)}`
    : `Done: ${listed(parts)}`;
}
