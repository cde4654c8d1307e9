import { aSizePolicy } from '../../__testUtils__/governance';
import {
  parameterError,
  readChange,
  readInput,
  readTried,
  toInput,
  toInputs,
  type ParameterInput,
  type PolicyParameter,
} from './trialValues';

const { parameters } = aSizePolicy().rule;
const CLASSES = ['public', 'internal'];

const parameter = (
  kind: PolicyParameter['kind'],
  allowed?: string[],
  value?: unknown,
): PolicyParameter => ({
  name: 'it',
  description: 'It',
  kind,
  optional: false,
  ...(allowed && { allowed }),
  value,
});

describe('a field of a trial', () => {
  it.each<[unknown, PolicyParameter['kind'], string[] | undefined, unknown]>([
    [3, 'number', undefined, '3'],
    ['BACKWARD', 'choice', ['NONE', 'BACKWARD'], 'BACKWARD'],
    [['compact,delete', 'delete'], 'list', undefined, 'compact,delete\ndelete'],
    [['[a-z]{1,2}'], 'list', undefined, '[a-z]{1,2}'],
    [['AVRO'], 'list', ['AVRO', 'JSON'], ['AVRO']],
    [['a &&\n b', 'c'], 'expressions', undefined, ['a &&\n b', 'c']],
    [{ internal: 'P30D' }, 'periods', CLASSES, { internal: 'P30D' }],
  ])(
    'shows %j as a %s of %j, and reads the same',
    (value, kind, all, input) => {
      const it = parameter(kind, all);
      expect(toInput(it, value)).toEqual(input);
      expect(readInput(it, toInput(it, value))).toEqual(value);
    },
  );

  it.each<[PolicyParameter['kind'], string[] | undefined, ParameterInput]>([
    ['number', undefined, ''],
    ['choice', ['a'], ''],
    ['list', undefined, ''],
    ['list', ['a'], []],
    ['expressions', undefined, ['']],
    ['periods', CLASSES, {}],
  ])('is empty where a %s of %j is not set, and says nothing', (...of) => {
    const [kind, allowed, empty] = of;
    const it = parameter(kind, allowed);
    expect(toInput(it, undefined)).toEqual(empty);
    expect(readInput(it, empty)).toBeUndefined();
  });

  it('knows a number that is not set for a number once it is', () => {
    const [, replication] = parameters;
    expect(readInput(replication, '3')).toBe(3);
  });

  it('leaves out what is only space', () => {
    expect(readInput(parameter('list'), ' a \n\n b')).toEqual(['a', 'b']);
    expect(readInput(parameter('expressions'), ['', ' x '])).toEqual(['x']);
    expect(
      readInput(parameter('periods', CLASSES), {
        public: ' ',
        internal: 'P1D',
      }),
    ).toEqual({ internal: 'P1D' });
  });
});

describe('a trial', () => {
  it('is what differs from the policy; what is empty stays as it is', () => {
    expect(toInputs(parameters, { minPartitions: 6 })).toEqual({
      minPartitions: '6',
      minReplication: '',
    });
    expect(
      readChange(parameters, { minPartitions: '2', minReplication: '3' }),
    ).toEqual({ minReplication: 3 });
    expect(
      readChange(parameters, { minPartitions: '', minReplication: '' }),
    ).toEqual({});
  });

  it('is none where only the order differs', () => {
    const list = parameter('list', ['b', 'a'], ['a', 'b']);
    expect(readChange([list], { it: ['a', 'b'] })).toEqual({});
    const periods = parameter('periods', CLASSES, {
      internal: 'P1D',
      public: 'P2D',
    });
    expect(
      readChange([periods], { it: { public: 'P2D', internal: 'P1D' } }),
    ).toEqual({});
  });

  it('is read from an address if it is one', () => {
    expect(readTried('{"minPartitions":6}')).toEqual({ minPartitions: 6 });
    expect(readTried('{}')).toEqual({});
    expect(readTried('[6]')).toBeUndefined();
    expect(readTried('{')).toBeUndefined();
    expect(readTried('')).toBeUndefined();
  });

  it('finds the parameter that an error of the backend names', () => {
    expect(
      parameterError(`parameter 'minPartitions': "x" is not a number`, [
        ...parameters,
      ]),
    ).toEqual({ parameter: parameters[0], words: '"x" is not a number' });
    expect(parameterError(`parameter 'other': x`, parameters)).toBeUndefined();
    expect(parameterError('The backend is away', parameters)).toBeUndefined();
  });
});
