import { aSizePolicy } from '../../__testUtils__/governance';
import {
  fieldKind,
  parameterError,
  readChange,
  readText,
  readTried,
  toText,
  toTexts,
} from './trialValues';

const { parameters } = aSizePolicy().rule;

describe('a field of a trial', () => {
  it.each([
    [3, 'number', '3'],
    ['BACKWARD', 'text', 'BACKWARD'],
    [['compact,delete', 'delete'], 'list', 'compact,delete\ndelete'],
    [['[a-z]{1,2}'], 'list', '[a-z]{1,2}'],
    [{ internal: 'P30D' }, 'map', '{\n  "internal": "P30D"\n}'],
  ])('shows %j as a %s, and reads the same', (value, kind, text) => {
    expect(fieldKind(value)).toBe(kind);
    expect(toText(value)).toBe(text);
    expect(readText(fieldKind(value), text)).toEqual(value);
  });

  it.each([
    ['3', 3],
    ['["AVRO", "JSON"]', ['AVRO', 'JSON']],
    ['AVRO', 'AVRO'],
    [' ', undefined],
  ])('takes %j for what it looks like where nothing is set', (text, value) => {
    expect(readText('unset', text)).toEqual(value);
  });

  it.each(['{', '[]', '3'])('does not take %s for a map', text => {
    expect(() => readText('map', text)).toThrow(/not a JSON object/);
  });
});

describe('a trial', () => {
  it('is what differs from the policy; what is empty stays as it is', () => {
    expect(toTexts(parameters, { minPartitions: 6 })).toEqual({
      minPartitions: '6',
      minReplication: '',
    });
    expect(
      readChange(parameters, { minPartitions: '2', minReplication: '3' }),
    ).toEqual({ change: { minReplication: 3 }, errors: {} });
    expect(
      readChange(parameters, { minPartitions: '', minReplication: '' }).change,
    ).toEqual({});
  });

  it('names the parameter that cannot be read', () => {
    const longest = {
      name: 'longest',
      description: 'Longest',
      kind: 'periods' as const,
      optional: false,
      value: {},
    };
    expect(readChange([longest], { longest: '{' }).errors).toEqual({
      longest: expect.stringMatching(/JSON/),
    });
  });

  it('is read from an address if it is one', () => {
    expect(readTried('{"minPartitions":6}')).toEqual({ minPartitions: 6 });
    expect(readTried('{}')).toEqual({});
    expect(readTried('[6]')).toBeUndefined();
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
