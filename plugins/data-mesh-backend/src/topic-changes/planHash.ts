import type { TopicKey } from '@data-mesh/backstage-plugin-data-mesh-common';
import { planDigest } from '../planDigest';
import {
  PARTITIONS,
  setValue,
  type TopicState,
  type WantedChange,
} from './topicChange';

/** What a plan is made on. */
export type PlanBasis = {
  key: TopicKey;
  wanted: WantedChange;
  /** Nothing where it was not asked. */
  now?: TopicState;
  consequences: string[];
};

const keysOf = ({ partitions, configs }: WantedChange) => [
  ...(partitions === undefined ? [] : [PARTITIONS]),
  ...Object.keys(configs).sort(),
];

const valueOf = (now: TopicState | undefined, key: string) => {
  if (!now) return undefined;
  return key === PARTITIONS ? `${now.partitions}` : setValue(now, key);
};

/** A digest of what is wanted, then one of each thing that it is decided on. */
function partsOf({ key, wanted, now, consequences }: PlanBasis): string[] {
  const keys = keysOf(wanted);
  return [
    planDigest(
      [
        key.cluster,
        key.topic,
        wanted.partitions ?? null,
        keys.map(each => [each, wanted.configs[each] ?? null]),
      ],
      16,
    ),
    planDigest(now?.topicId ?? null, 8),
    ...keys.map(each => planDigest(valueOf(now, each) ?? null, 8)),
    planDigest(consequences, 8),
  ];
}

/**
 * The hash of a plan. It is of one digest a thing, so that {@link staleness}
 * can name what has changed without the plan itself being kept. Pure.
 */
export function hashOf(basis: PlanBasis): string {
  return partsOf(basis).join('-');
}

/** Whether a hash is of a plan for the same change. Pure. */
export function isForSameChange(hash: string, basis: PlanBasis): boolean {
  return hash.split('-')[0] === partsOf(basis)[0];
}

/**
 * What has changed since a plan for the same change was made, in words; nothing
 * where it holds. Pure.
 */
export function staleness(hash: string, basis: PlanBasis): string[] {
  const before = hash.split('-');
  const differs = partsOf(basis).map((part, i) => part !== before[i]);
  const [, isOther] = differs;
  if (isOther) return ['the topic is another one of the same name'];
  const keys = keysOf(basis.wanted);
  const changed = keys
    .filter((_, i) => differs[i + 2])
    .map(key => {
      const value = valueOf(basis.now, key);
      return `${key} has become ${value ?? "the brokers' default"}`;
    });
  if (changed.length > 0) return changed;
  return differs[keys.length + 2]
    ? [
        `what it entails has become: ${
          basis.consequences.join('. ') || 'nothing'
        }`,
      ]
    : [];
}
