import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { ConfigProblem } from './DataMeshConfig';
import { readAccess } from './readAccess';

function read(access: JsonObject) {
  const problems: ConfigProblem[] = [];
  const settings = readAccess(new ConfigReader({ access }), problems);
  return { settings, problems };
}

describe('readAccess', () => {
  it('reads rules in their order, with refs made full', () => {
    const { settings, problems } = read({
      rules: [
        {
          name: 'personal-data',
          when: {
            mode: ['read'],
            classification: ['restricted'],
            environment: ['production'],
            domain: ['customer'],
            product: ['dataproduct:acme/people'],
            port: ['v1'],
            sameTeam: false,
          },
          steps: ['owner', 'steward', 'group:privacy'],
          maxDuration: 'P30D',
        },
        { name: 'rest', steps: [] },
      ],
    });
    expect(problems).toEqual([]);
    expect(settings.usable).toBe(true);
    expect(settings.rules).toEqual([
      {
        name: 'personal-data',
        when: {
          mode: ['read'],
          classification: ['restricted'],
          environment: ['production'],
          domain: ['domain:default/customer'],
          product: ['dataproduct:acme/people'],
          port: ['v1'],
          sameTeam: false,
        },
        steps: ['owner', 'steward', 'group:default/privacy'],
        maxDuration: 'P30D',
      },
      { name: 'rest', when: {}, steps: [] },
    ]);
  });

  it.each<[why: string, rule: JsonObject, key: RegExp]>([
    ['a name in capitals', { name: 'Rule', steps: [] }, /'Rule' is no name/],
    ['no steps', { name: 'a' }, /steps/],
    [
      'a step that is nobody',
      { name: 'a', steps: ['boss'] },
      /step 'boss' is neither/,
    ],
    [
      'a user as a step',
      { name: 'a', steps: ['user:default/liam'] },
      /step 'user:default\/liam' is neither/,
    ],
    [
      'a condition that there is not',
      { name: 'a', when: { color: ['red'] }, steps: [] },
      /no condition 'color'/,
    ],
    [
      'a classification that there is not',
      { name: 'a', when: { classification: ['secret'] }, steps: [] },
      /'secret' is not one of public, internal/,
    ],
    [
      'a mode that there is not',
      { name: 'a', when: { mode: ['admin'] }, steps: [] },
      /'admin' is not one of read, write/,
    ],
    [
      'a length in words',
      { name: 'a', steps: [], maxDuration: 'a month' },
      /'a month' is not an ISO 8601 period/,
    ],
    [
      'no length at all',
      { name: 'a', steps: [], maxDuration: 'P0D' },
      /'P0D' is not/,
    ],
  ])('lets all requests wait for a rule with %s', (_why, rule, message) => {
    const { settings, problems } = read({
      rules: [rule, { name: 'lax', steps: [] }],
    });
    expect(problems).toEqual([
      {
        key: 'dataMesh.access.rules[0]',
        message: expect.stringMatching(message),
      },
    ]);
    // Without the first rule the second one would let everyone in.
    expect(settings.usable).toBe(false);
  });

  it.each([
    ['maxDuration', { maxDuration: 'long' }],
    ['provisioning.interval', { provisioning: { interval: 'soon' } }],
    ['provisioning.failAfter', { provisioning: { failAfter: 'later' } }],
    [
      'provisioning.repairMissing',
      { provisioning: { repairMissing: 'maybe' } },
    ],
    ['decisions.remindAfter', { decisions: { remindAfter: 'x' } }],
    ['decisions.escalateAfter', { decisions: { escalateAfter: 'x' } }],
    ['renewal.remindBefore', { renewal: { remindBefore: 'x' } }],
    [
      'renewal.proposeRevocationAfter',
      { renewal: { proposeRevocationAfter: 'x' } },
    ],
  ])('names %s where it cannot be used', (key, access) => {
    const { settings, problems } = read(access);
    expect(problems).toMatchObject([{ key: `dataMesh.access.${key}` }]);
    expect(settings.usable).toBe(false);
  });
});
