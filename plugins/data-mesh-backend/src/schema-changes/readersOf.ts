import type { ReaderKind } from './decideChange';

/** A consumer, or a group of nobody known, with their live groups. */
export type Reader = { kind: ReaderKind; key: string; groups: string[] };

/** A group that a consumer may use. */
export type GroupHolder = {
  consumerRef: string;
  name: string;
  patternType: string;
};

export type ReaderFacts = {
  /** Consumers with a grant to read. */
  granted: string[];
  /** Groups with offsets on what is read. */
  groups: Array<{ groupId: string; members: number; progressedAt?: number }>;
  holders: GroupHolder[];
  /** A group without members that has not progressed since is no reader. */
  since: number;
};

function holderOf(groupId: string, holders: GroupHolder[]): string | undefined {
  const matching = holders.filter(({ name, patternType }) =>
    patternType === 'PREFIXED' ? groupId.startsWith(name) : groupId === name,
  );
  const rank = ({ name, patternType }: GroupHolder) =>
    patternType === 'PREFIXED' ? name.length : Infinity;
  matching.sort((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1));
  return matching[0]?.consumerRef;
}

/**
 * Who reads a topic: consumers with a grant, and whoever else has a live group
 * on it. A group that a consumer may use is that consumer's; any other one is a
 * reader of its own, whom nobody speaks for. Pure.
 */
export function readersOf(facts: ReaderFacts): Reader[] {
  const consumers = new Map<string, string[]>(
    facts.granted.map(ref => [ref, []]),
  );
  const unknown: Reader[] = [];
  for (const { groupId, members, progressedAt } of facts.groups) {
    const isLive =
      members > 0 || (progressedAt !== undefined && progressedAt > facts.since);
    if (!isLive) continue;
    const holder = holderOf(groupId, facts.holders);
    if (holder) {
      consumers.set(holder, [...(consumers.get(holder) ?? []), groupId]);
    } else unknown.push({ kind: 'group', key: groupId, groups: [groupId] });
  }
  const known = [...consumers].map(
    ([key, groups]): Reader => ({
      kind: 'consumer',
      key,
      groups: groups.sort(),
    }),
  );
  const byKey = (a: Reader, b: Reader) => (a.key < b.key ? -1 : 1);
  return [...known.sort(byKey), ...unknown.sort(byKey)];
}
