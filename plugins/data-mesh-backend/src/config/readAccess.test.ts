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
  it('lets nobody break glass unless groups are named, and then for four hours', () => {
    expect(read({}).settings.breakGlass).toEqual({
      groups: [],
      maxDuration: 'PT4H',
    });
    const { settings, problems } = read({
      breakGlass: {
        groups: ['on-call', 'group:ops/sre'],
        maxDuration: 'PT30M',
      },
    });
    expect(problems).toEqual([]);
    expect(settings.breakGlass).toEqual({
      groups: ['group:default/on-call', 'group:ops/sre'],
      maxDuration: 'PT30M',
    });
  });

  it.each<[string, JsonObject, string, RegExp]>([
    ['a day and an hour', { maxDuration: 'PT25H' }, '.maxDuration', /a day/],
    [
      'a user',
      { groups: ['user:default/liam'] },
      '.groups[0]',
      /must name a group/,
    ],
    ['a misspelt key', { group: ['on-call'] }, '.group', /no key 'group'/],
  ])('takes %s for no emergency access', (_, breakGlass, key, says) => {
    const { settings, problems } = read({ breakGlass });
    expect(problems).toEqual([
      {
        key: `dataMesh.access.breakGlass${key}`,
        message: expect.stringMatching(says),
      },
    ]);
    expect(settings).toMatchObject({
      usable: false,
      breakGlass: { groups: [], maxDuration: 'PT4H' },
    });
  });

  it.each([
    [{}, undefined],
    [{ schemaChanges: {} }, 'objection'],
    [{ schemaChanges: { silence: 'consent' } }, 'consent'],
  ])('reads what silence to schema changes is: %j', (over, silence) => {
    const { settings, problems } = read({
      rules: [{ name: 'a', steps: [], ...over }],
    });
    expect(problems).toEqual([]);
    expect(settings.rules[0].schemaChanges?.silence).toBe(silence);
  });

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

  it.each<[why: string, rule: JsonObject, key: string, says: RegExp]>([
    [
      'a name in capitals',
      { name: 'Rule', steps: [] },
      '.name',
      /'Rule' is not a name/,
    ],
    ['no steps', { name: 'a' }, '.steps', /is missing; write \['owner'\]/],
    [
      'a step that is nobody',
      { name: 'a', steps: ['boss'] },
      '.steps[0]',
      /'boss' is not a step \('owner', 'steward', or/,
    ],
    [
      'a user as a step',
      { name: 'a', steps: ['user:default/liam'] },
      '.steps[0]',
      /'user:default\/liam' is not a step/,
    ],
    [
      'a condition that there is not',
      { name: 'a', when: { color: ['red'] }, steps: [] },
      '.when.color',
      /no key 'color'/,
    ],
    [
      'a classification that there is not',
      { name: 'a', when: { classification: ['secret'] }, steps: [] },
      '.when.classification[0]',
      /'secret' is not one of 'public', 'internal'/,
    ],
    [
      'a mode that there is not',
      { name: 'a', when: { mode: ['admin'] }, steps: [] },
      '.when.mode[0]',
      /'admin' is not one of 'read', 'write'/,
    ],
    [
      'a length in words',
      { name: 'a', steps: [], maxDuration: 'a month' },
      '.maxDuration',
      /'a month' is not an ISO 8601 period/,
    ],
    [
      'no length at all',
      { name: 'a', steps: [], maxDuration: 'P0D' },
      '.maxDuration',
      /'P0D' is not/,
    ],
  ])('lets all requests wait for a rule with %s', (_why, rule, key, says) => {
    const { settings, problems } = read({
      rules: [rule, { name: 'lax', steps: [] }],
    });
    expect(problems).toEqual([
      {
        key: `dataMesh.access.rules[0]${key}`,
        message: expect.stringMatching(says),
      },
    ]);
    // Without the first rule the second one would let everyone in.
    expect(settings.usable).toBe(false);
  });

  it.each<[why: string, rule: JsonObject, key: string, says: RegExp]>([
    [
      'silence that there is not',
      { name: 'a', steps: [], schemaChanges: { silence: 'maybe' } },
      '.schemaChanges.silence',
      /'maybe' is not one of 'objection', 'consent'/,
    ],
    [
      'a key of schemaChanges that there is not',
      { name: 'a', steps: [], schemaChanges: { quiet: 'consent' } },
      '.schemaChanges.quiet',
      /no key 'quiet'; it has silence/,
    ],
    [
      'a key that there is not',
      { name: 'a', wen: { sameTeam: true }, steps: [] },
      '.wen',
      /no key 'wen'; it has name, when, steps, maxDuration.*; write 'when'/,
    ],
    [
      'conditions that are no object',
      { name: 'a', when: 'always', steps: [] },
      '.when',
      /no section of keys/,
    ],
    [
      'a condition that nothing meets',
      { name: 'a', when: { domain: [] }, steps: ['owner'] },
      '.when.domain',
      /\[\] would never hold; write .*, or leave it out/,
    ],
    [
      'a domain that is something else',
      { name: 'a', when: { domain: ['group:sales'] }, steps: [] },
      '.when.domain[0]',
      /'group:sales' must name a domain/,
    ],
    [
      'a product that is something else',
      { name: 'a', when: { product: ['component:orders'] }, steps: [] },
      '.when.product[0]',
      /'component:orders' must name a dataproduct/,
    ],
    [
      'a length that is over before it begins',
      { name: 'a', steps: [], maxDuration: '-P1D' },
      '.maxDuration',
      /'-P1D' is not an ISO 8601 period/,
    ],
  ])(
    'lets all requests wait for a rule that has %s',
    (_why, rule, key, says) => {
      const { settings, problems } = read({
        rules: [rule, { name: 'lax', steps: [] }],
      });
      expect(problems).toEqual([
        {
          key: `dataMesh.access.rules[0]${key}`,
          message: expect.stringMatching(says),
        },
      ]);
      expect(settings.usable).toBe(false);
    },
  );

  it('tells of each rule that cannot be read, and keeps the others as they are', () => {
    const good = { name: 'good', steps: ['owner'] };
    const { settings, problems } = read({
      rules: [{ name: 'No' }, good, { name: 'a', steps: 'owner' }],
    });
    expect(problems.map(({ key }) => key)).toEqual([
      'dataMesh.access.rules[0].steps',
      'dataMesh.access.rules[0].name',
      'dataMesh.access.rules[2].steps',
    ]);
    expect(settings.rules).toEqual([{ ...good, when: {} }]);
    expect(settings.usable).toBe(false);
  });

  it('refuses rules of which two have one name, since a domain chooses by it', () => {
    const { settings, problems } = read({
      rules: [
        { name: 'a', steps: ['owner'] },
        { name: 'b', steps: [] },
        { name: 'a', steps: [] },
      ],
    });
    expect(problems).toEqual([
      {
        key: 'dataMesh.access.rules[2]',
        message: "there is a rule 'a' already; give each a name of its own",
      },
    ]);
    expect(settings.usable).toBe(false);
  });

  it.each<[key: string, access: JsonObject, message: RegExp]>([
    [
      'dataMesh.access.rule',
      { rule: [{ name: 'a', steps: ['owner'] }] },
      /no key 'rule'; it has rules, maxDuration/,
    ],
    [
      'dataMesh.access.provisioning.intervall',
      { provisioning: { intervall: { seconds: 5 } } },
      /no key 'intervall'; it has interval, failAfter, repairMissing/,
    ],
    [
      'dataMesh.access.decisions.remind',
      { decisions: { remind: 'P1D' } },
      /no key 'remind'; it has remindAfter, escalateAfter/,
    ],
    [
      'dataMesh.access.renewal.remindAfter',
      { renewal: { remindAfter: 'P1D' } },
      /no key 'remindAfter'; it has remindBefore, proposeRevocationAfter/,
    ],
    [
      'dataMesh.access.campaigns.group',
      { campaigns: { group: ['governance'] } },
      /no key 'group'; it has groups/,
    ],
    ['dataMesh.access.rules', { rules: { a: [] } }, /is not a list/],
  ])(
    'names what it does not know instead of passing over it: %s',
    (key, access, message) => {
      const { settings, problems } = read(access);
      expect(problems).toEqual([
        { key, message: expect.stringMatching(message) },
      ]);
      expect(settings.usable).toBe(false);
    },
  );

  it('is usable whatever is wrong elsewhere', () => {
    const problems = [{ key: 'dataMesh.clusters.main', message: 'no' }];
    expect(readAccess(undefined, problems).usable).toBe(true);
    expect(problems).toHaveLength(1);
  });

  it('is not usable where it, or a part of it, is no section at all', () => {
    const problems: ConfigProblem[] = [];
    const config = new ConfigReader({ access: 'yes' });
    expect(readAccess(config, problems).usable).toBe(false);
    expect(problems).toMatchObject([{ key: 'dataMesh.access' }]);
    const inner = read({ decisions: 'soon' });
    expect(inner.settings.usable).toBe(false);
    expect(inner.problems[0].key).toBe('dataMesh.access.decisions');
  });

  it('reads lengths of time in words and in ISO 8601, into milliseconds', () => {
    const { settings, problems } = read({
      maxDuration: 'P1Y',
      provisioning: {
        interval: { seconds: 5 },
        failAfter: 'PT30M',
        repairMissing: true,
      },
      decisions: { remindAfter: { hours: 12 }, escalateAfter: '3 days' },
      renewal: {
        remindBefore: 'P1W',
        proposeRevocationAfter: { weeks: 2, days: 1 },
      },
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      rules: [],
      usable: true,
      maxDuration: 'P1Y',
      reconcileMs: 5_000,
      failAfterMs: 1_800_000,
      repairMissing: true,
      remindDecisionAfterMs: 43_200_000,
      escalateDecisionAfterMs: 259_200_000,
      remindBeforeEndMs: 604_800_000,
      breakGlass: { groups: [], maxDuration: 'PT4H' },
      unseenAfterMs: 1_296_000_000,
      campaignGroups: [],
    });
  });

  it('reads who may start campaigns, with refs made full, and nobody by default', () => {
    const { settings, problems } = read({
      campaigns: { groups: ['governance', 'group:acme/audit'] },
    });
    expect(problems).toEqual([]);
    expect(settings.campaignGroups).toEqual([
      'group:default/governance',
      'group:acme/audit',
    ]);
    expect(read({ campaigns: {} }).settings.campaignGroups).toEqual([]);
  });

  it.each<[what: string, groups: string | string[], key: string]>([
    ['a user', ['user:default/grace'], '[0]'],
    ['no name at all', ['group:'], '[0]'],
    ['no list', 'governance', ''],
  ])(
    'lets nobody start campaigns where groups hold %s',
    (_what, groups, key) => {
      const { settings, problems } = read({ campaigns: { groups } });
      expect(problems).toMatchObject([
        { key: `dataMesh.access.campaigns.groups${key}` },
      ]);
      expect(settings.campaignGroups).toEqual([]);
      expect(settings.usable).toBe(false);
    },
  );

  it.each([
    'provisioning.interval',
    'provisioning.failAfter',
    'decisions.remindAfter',
    'decisions.escalateAfter',
    'renewal.remindBefore',
    'renewal.proposeRevocationAfter',
  ])('takes no %s below a second, and the default instead', path => {
    const [section, key] = path.split('.');
    const defaults = read({}).settings;
    const changed = (duration: JsonObject) => {
      const { settings, problems } = read({ [section]: { [key]: duration } });
      const different = Object.entries(settings).filter(
        ([name, value]) =>
          name.endsWith('Ms') && value !== Reflect.get(defaults, name),
      );
      return { values: different.map(([, value]) => value), problems };
    };
    expect(changed({ seconds: 1 })).toEqual({ values: [1_000], problems: [] });
    expect(changed({ milliseconds: 999 })).toEqual({
      values: [],
      problems: [
        {
          key: `dataMesh.access.${path}`,
          message: `{"milliseconds":999} is not a duration of at least one second; write '10s', 'PT10S' or { seconds: 10 }`,
        },
      ],
    });
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
