import fc from 'fast-check';
import { TOPIC_CONFIGS } from '../creations/topicConfigs';
import { differencesOf, toChange, toNewTopic } from './differencesOf';

const settings = fc.record({
  partitions: fc.integer({ min: 1, max: 20 }),
  replicationFactor: fc.integer({ min: 1, max: 5 }),
  configs: fc.dictionary(
    fc.constantFrom(...TOPIC_CONFIGS.slice(0, 6), 'min.insync.replicas'),
    fc.integer({ min: 1, max: 5 }).map(String),
  ),
});
const room = fc.record(
  {
    brokers: fc.integer({ min: 1, max: 5 }),
    defaultReplicas: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['brokers'] },
);
const keep = fc
  .uniqueArray(fc.constantFrom('partitions', ...TOPIC_CONFIGS))
  .map(keys => new Set(keys));
const IN_SYNC = 'min.insync.replicas';

describe('what differs between two environments', () => {
  it('takes nothing away at the target', () => {
    fc.assert(
      fc.property(settings, settings, room, keep, (source, target, r, k) => {
        const differences = differencesOf(source, target, r, k);
        const change = toChange(differences);
        expect(change.partitions ?? Infinity).toBeGreaterThan(
          target.partitions,
        );
        expect(Object.values(change.configs)).not.toContain(null);
        const own = differences.filter(d => d.target !== undefined);
        expect(own.every(d => d.becomes !== undefined)).toBe(true);
        for (const key of Object.keys(change.configs)) {
          expect(source.configs).toHaveProperty([key]);
        }
      }),
    );
  });

  it('changes nothing of what is to stay', () => {
    fc.assert(
      fc.property(settings, settings, room, keep, (source, target, r, k) => {
        const change = toChange(differencesOf(source, target, r, k));
        const changed = [
          ...(change.partitions === undefined ? [] : ['partitions']),
          ...Object.keys(change.configs),
        ];
        expect(changed.filter(key => k.has(key))).toEqual([]);
      }),
    );
  });

  it('is nothing more once it is done', () => {
    fc.assert(
      fc.property(settings, settings, room, keep, (source, target, r, k) => {
        const change = toChange(differencesOf(source, target, r, k));
        const after = {
          ...target,
          partitions: change.partitions ?? target.partitions,
          configs: {
            ...target.configs,
            ...(change.configs as Record<string, string>),
          },
        };
        expect(toChange(differencesOf(source, after, r, k))).toEqual({
          configs: {},
        });
      }),
    );
  });

  it('creates no topic that the brokers cannot hold, and says where that is why', () => {
    fc.assert(
      fc.property(settings, room, keep, (source, r, k) => {
        const differences = differencesOf(source, undefined, r, k);
        const topic = toNewTopic('a', differences);
        expect(topic.replicationFactor).toBeLessThanOrEqual(r.brokers);
        expect(Number(topic.configs[IN_SYNC] ?? 0)).toBeLessThanOrEqual(
          topic.replicationFactor,
        );
        const silent = differences.filter(
          ({ source: from, becomes, note }) => from !== becomes && !note,
        );
        expect(silent).toEqual([]);
      }),
    );
  });

  it('gives a new topic no fewer replicas than the cluster does by default', () => {
    const source = { partitions: 1, replicationFactor: 1, configs: {} };
    const of = (brokers: number, defaultReplicas?: number) =>
      differencesOf(source, undefined, { brokers, defaultReplicas }, new Set())
        .filter(({ key }) => key === 'replicationFactor')
        .map(({ becomes, note }) => [becomes, note]);
    expect(of(3, 3)).toEqual([['3', 'The cluster keeps 3 by default']]);
    expect(of(3)).toEqual([['1', undefined]]);
    const large = { ...source, replicationFactor: 3 };
    expect(
      differencesOf(large, undefined, { brokers: 1 }, new Set()),
    ).toContainEqual({
      key: 'replicationFactor',
      source: '3',
      becomes: '1',
      note: 'The cluster has only 1 broker',
    });
  });

  it('leaves out what is the same', () => {
    fc.assert(
      fc.property(settings, room, (source, r) => {
        expect(differencesOf(source, source, r, new Set())).toEqual([]);
      }),
    );
  });
});
