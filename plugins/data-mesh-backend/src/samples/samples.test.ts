import fc from 'fast-check';
import type { PartitionOffsets } from '../kafka/KafkaPort';
import { refuseSample, type SampleFacts } from './decideSample';
import { planSample } from './planSample';

const facts = fc.record<SampleFacts>({
  cluster: fc.constant('main'),
  topic: fc.constant('sales.orders.v1'),
  hasCredential: fc.boolean(),
  isSampler: fc.boolean(),
  product: fc.option(
    fc.record({ title: fc.constant('Orders'), samples: fc.boolean() }),
    { nil: undefined },
  ),
});

describe('who sees records', () => {
  it('is decided by the platform and by the owner, never by one of them', () => {
    fc.assert(
      fc.property(facts, given => {
        const may =
          given.hasCredential &&
          given.isSampler &&
          given.product?.samples === true;
        expect(refuseSample(given) === undefined).toBe(may);
      }),
    );
  });
});

const offset = (value: bigint) => ({ ok: true as const, value });
const away = {
  ok: false as const,
  error: { code: 'TIMEOUT' as const, message: 'away', retryable: true },
};

describe('where records are read', () => {
  const partitions = fc.uniqueArray(
    fc
      .tuple(
        fc.nat(30),
        fc.bigInt(0n, 1_000n),
        fc.bigInt(0n, 1_000n),
        fc.boolean(),
      )
      .map(
        ([partition, earliest, records, isAway]): PartitionOffsets => ({
          partition,
          earliest: offset(earliest),
          latest: isAway ? away : offset(earliest + records),
        }),
      ),
    { selector: ({ partition }) => partition },
  );

  it('is within each partition, at its end, and in no more of them than may be', () => {
    fc.assert(
      fc.property(
        partitions,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 12 }),
        (given, wanted, most) => {
          const plan = planSample(given, wanted, most);
          expect(plan.length).toBeLessThanOrEqual(most);
          for (const { partition, offset: from } of plan) {
            const asked = given.find(each => each.partition === partition);
            if (!asked?.earliest.ok || !asked.latest.ok) {
              throw new Error('a partition that could not be asked');
            }
            const end = asked.latest.value;
            expect(from >= asked.earliest.value).toBe(true);
            expect(from < end).toBe(true);
            expect(end - from <= BigInt(wanted)).toBe(true);
          }
        },
      ),
    );
  });
});
