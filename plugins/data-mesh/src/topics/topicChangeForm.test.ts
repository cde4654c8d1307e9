import { someFacts } from '../__testUtils__/mesh';
import {
  changeOf,
  formOf,
  formProblem,
  OTHER_CONFIGS,
  type TopicForm,
} from './topicChangeForm';
import { changeWords, valueWords } from './topicChangeWords';

const facts = someFacts();
const before = formOf(facts);
const over = (part: Partial<TopicForm>) =>
  changeOf({ ...before, ...part }, before);

describe('the form that changes a topic', () => {
  it('begins with how the topic is, in units that people use', () => {
    expect(before).toMatchObject({
      partitions: 1,
      retention: { amount: 7, unit: 'days' },
      cleanup: '',
      messageBytes: NaN,
    });
    const of = (value: string) =>
      formOf({
        ...facts,
        configs: { 'retention.ms': { value, overridden: true } },
      }).retention;
    expect(of('5400000')).toEqual({ amount: 5_400_000, unit: 'ms' });
    expect(of('7200000')).toEqual({ amount: 2, unit: 'hours' });
    expect(of('0')).toEqual({ amount: 0, unit: 'ms' });
    expect(of('-1').unit).toBe('forever');
  });

  it('asks only for what is to be another', () => {
    expect(over({})).toEqual({});
    expect(over({ partitions: 3 })).toEqual({ partitions: 3 });
    expect(over({ retention: { amount: 168, unit: 'hours' } })).toEqual({});
    expect(
      over({
        retention: { amount: 1.5, unit: 'days' },
        cleanup: 'compact',
        messageBytes: 2048,
        others: { 'segment.ms': ' 1000 ', 'retention.bytes': 'default' },
      }),
    ).toEqual({
      configs: {
        'retention.ms': '129600000',
        'cleanup.policy': 'compact',
        'max.message.bytes': '2048',
        'segment.ms': '1000',
        'retention.bytes': null,
      },
    });
    expect(over({ retention: { amount: NaN, unit: 'default' } })).toEqual({
      configs: { 'retention.ms': null },
    });
    expect(over({ retention: { amount: NaN, unit: 'forever' } })).toEqual({
      configs: { 'retention.ms': '-1' },
    });
  });

  it('says what is missing', () => {
    expect(formProblem(before)).toBeUndefined();
    expect(formProblem({ ...before, partitions: NaN })).toMatch(/partitions/);
    const retention = { amount: NaN, unit: 'days' as const };
    expect(formProblem({ ...before, retention })).toMatch(/how long/);
  });

  it('leaves no config out that can be set', () => {
    expect(OTHER_CONFIGS).toContain('segment.bytes');
    expect(OTHER_CONFIGS).not.toContain('retention.ms');
  });
});

describe('a change of a topic in words', () => {
  it('is of units that people use, and of Kafka’s own words where there are none', () => {
    expect(
      changeWords({ key: 'retention.ms', from: '604800000', to: '-1' }),
    ).toBe('Kept: 7 days → For ever');
    expect(changeWords({ key: 'max.message.bytes', to: '1048576' })).toBe(
      'Largest batch: The brokers’ default → 1 MiB',
    );
    expect(valueWords('cleanup.policy', 'compact')).toBe(
      'The latest record of each key is kept',
    );
    expect(valueWords('min.cleanable.dirty.ratio', '0.5')).toBe('0.5');
    expect(valueWords('segment.ms', 'soon')).toBe('soon');
    expect(valueWords('retention.bytes', '-1')).toBe('However much');
  });
});
