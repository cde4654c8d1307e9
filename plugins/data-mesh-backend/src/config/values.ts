import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { Duration } from 'luxon';
import type { KeySpec, ListSpec, SectionSpec, ValueSpec } from './checkKeys';
import { readRef } from './readers';

/** Whether a reader takes a text; what it throws says why it does not. */
export function fitsReader(
  read: (value: string) => unknown,
): ValueSpec['fits'] {
  return value => {
    if (typeof value !== 'string' || !value) return false;
    try {
      read(value);
      return true;
    } catch (error) {
      return { message: (error as Error).message };
    }
  };
}

export const text = (example: string): ValueSpec => ({
  kind: 'value',
  wanted: 'text (a string)',
  example,
  fits: value => typeof value === 'string' && value !== '',
});

/** Text that nobody must read in a log or on a page. */
export const secret = (example: string): ValueSpec => ({
  ...text(example),
  mayBeTold: () => false,
});

export const oneOf = (allowed: readonly string[]): ValueSpec => {
  const names = allowed.map(each => `'${each}'`).join(', ');
  return {
    kind: 'value',
    wanted: `one of ${names}`,
    example: 'one of them',
    fits: value => typeof value === 'string' && allowed.includes(value),
  };
};

// As Backstage's own reader takes them, variables being text.
export const flag = (): ValueSpec => ({
  kind: 'value',
  wanted: 'a boolean',
  example: 'true or false',
  fits: value =>
    typeof value !== 'object' &&
    /^(y|yes|true|1|on|n|no|false|0|off)$/i.test(`${value}`.trim()),
});

export const share = (): ValueSpec => ({
  kind: 'value',
  wanted: 'a number between 0 and 100 (percent)',
  example: '20',
  fits: value =>
    (typeof value === 'number' ||
      (typeof value === 'string' && value !== '')) &&
    Number(value) >= 0 &&
    Number(value) <= 100,
});

export const duration = (): ValueSpec => ({
  kind: 'value',
  wanted: 'a duration of at least one second',
  example: "'10s', 'PT10S' or { seconds: 10 }",
  fits: value => {
    try {
      const read = readDurationFromConfig(new ConfigReader({ value }), {
        key: 'value',
      });
      return durationToMilliseconds(read) >= 1_000;
    } catch {
      return false;
    }
  },
});

function periodOf(value: unknown): Duration | undefined {
  if (typeof value !== 'string') return undefined;
  const period = Duration.fromISO(value);
  return period.isValid && period.toMillis() > 0 ? period : undefined;
}

/** @param longest - which it must not be longer than, if so */
export const period = (longest?: {
  period: Duration;
  reason: string;
}): ValueSpec => ({
  kind: 'value',
  wanted: 'an ISO 8601 period',
  example: longest ? "'PT4H'" : "'P90D'",
  fits: value => {
    const read = periodOf(value);
    if (!read || !longest || read <= longest.period) return read !== undefined;
    return { reason: longest.reason };
  },
});

export const ref = (kind: string): ValueSpec => ({
  kind: 'value',
  wanted: `the ref of a ${kind}`,
  example: `'${kind}:default/name'`,
  fits: fitsReader(value => readRef(value, kind)),
});

export const list = (
  of: KeySpec,
  example: string,
  ifEmpty?: string,
): ListSpec => ({ kind: 'list', of, example, ifEmpty });

export const section = (
  keys: SectionSpec['keys'],
  more: Omit<SectionSpec, 'kind' | 'keys'> = {},
): SectionSpec => ({ kind: 'section', keys, ...more });
