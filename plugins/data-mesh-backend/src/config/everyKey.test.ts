import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { ConfigProblem } from './DataMeshConfig';
import { readDataMeshConfig } from './readDataMeshConfig';

jest.setTimeout(60_000);

type Schema = {
  type?: string;
  visibility?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
};
/** `clusters.main.bootstrapServers`; `[0]` for an item of a list. */
type Key = { key: string; schema: Schema };

const SECRET = 'very-secret-9f2c';
const CREDENTIAL = {
  mechanism: 'PLAIN',
  username: 'u',
  password: SECRET,
  principal: 'User:u',
};
const TLS = { ca: 'CA', cert: 'CERT', key: SECRET, serverName: 'kafka' };

/** A configuration that says all that can be said, and nothing wrong. */
const FULL: JsonObject = {
  naming: { templates: ['{domain}.{product}'] },
  trustedLocations: ['url:https://git.example/*'],
  operators: ['platform-team'],
  governance: ['governance'],
  access: {
    rules: [
      {
        name: 'strict',
        when: {
          mode: ['read'],
          classification: ['restricted'],
          environment: ['production'],
          domain: ['sales'],
          product: ['orders'],
          port: ['v1'],
          sameTeam: false,
        },
        steps: ['owner'],
        maxDuration: 'P30D',
        schemaChanges: { silence: 'consent' },
      },
    ],
    maxDuration: 'P90D',
    provisioning: { interval: '10s', failAfter: 'PT1H', repairMissing: true },
    decisions: { remindAfter: '2 days', escalateAfter: { days: 5 } },
    renewal: { remindBefore: 'P14D', proposeRevocationAfter: 'P30D' },
    breakGlass: { groups: ['on-call'], maxDuration: 'PT4H' },
    campaigns: { groups: ['governance'] },
  },
  policies: [
    {
      id: 'owners',
      title: 'Somebody stands behind it',
      why: 'To know whom to ask',
      severity: 'error',
      stage: 'enforce',
      enforceFrom: '2027-01-31',
      scope: {
        domains: ['sales'],
        classification: ['internal'],
        tier: ['tier-1'],
        origin: ['declared'],
      },
      rule: { type: 'owner-exists' },
      remedy: 'Give it an owner.',
    },
  ],
  sync: {
    maxRemovalPercent: 20,
    catalog: '5s',
    policies: '30s',
    slo: '30s',
  },
  samples: { groups: ['analytics-team'] },
  quality: {
    reporters: [
      { subject: 'external:soda', products: ['orders'], domains: ['sales'] },
    ],
  },
  clusters: {
    main: {
      title: 'Main',
      environment: 'production',
      bootstrapServers: ['kafka-1.example:9093'],
      mode: 'manage',
      authorizer: 'standard',
      superUsers: ['User:admin'],
      tls: TLS,
      credentials: {
        sync: CREDENTIAL,
        provisioning: CREDENTIAL,
        preview: CREDENTIAL,
      },
      clients: {
        bootstrapServers: ['kafka.example:9094'],
        mechanism: 'PLAIN',
        schemaRegistryUrl: 'https://registry.example',
      },
      principals: { create: false },
      topics: { include: ['*'], exclude: ['*.tmp'] },
      domains: { sales_: 'sales' },
      schemaRegistry: {
        url: 'https://registry.example',
        auth: { type: 'basic', username: 'u', password: SECRET, token: SECRET },
        tls: TLS,
      },
      sync: { light: '10s', full: '5 minutes' },
    },
  },
};
/** What somebody of their own gives a name to, in {@link FULL}. */
const NAMES: Record<string, string> = {
  clusters: 'main',
  'clusters.main.domains': 'sales_',
};
/** Parameters of a rule are of the rule, which is tested there. */
const OF_OTHERS = /^policies\[0\]\.rule\.(?!type$)/;

/** Values of the right type that are wrong all the same, by key. */
const WRONG: Record<string, JsonValue> = {
  'naming.templates[0]': '{domain}',
  'operators[0]': 'user:default/petra',
  'governance[0]': 'user:default/petra',
  'access.rules[0].name': 'Strict',
  'access.rules[0].when.mode': [],
  'access.rules[0].when.mode[0]': 'admin',
  'access.rules[0].when.classification': [],
  'access.rules[0].when.classification[0]': 'secret',
  'access.rules[0].when.environment': [],
  'access.rules[0].when.domain': [],
  'access.rules[0].when.domain[0]': 'group:sales',
  'access.rules[0].when.product': [],
  'access.rules[0].when.product[0]': 'component:orders',
  'access.rules[0].when.port': [],
  'access.rules[0].steps[0]': 'boss',
  'access.rules[0].maxDuration': 'a month',
  'access.rules[0].schemaChanges.silence': 'maybe',
  'access.maxDuration': '90 days',
  'access.provisioning.interval': 'soon',
  'access.provisioning.failAfter': { milliseconds: 1 },
  'access.decisions.remindAfter': 'later',
  'access.decisions.escalateAfter': 'later',
  'access.renewal.remindBefore': 'earlier',
  'access.renewal.proposeRevocationAfter': 'later',
  'access.breakGlass.groups[0]': 'user:default/liam',
  'access.breakGlass.maxDuration': 'PT25H',
  'access.campaigns.groups[0]': 'user:default/liam',
  'policies[0].id': 'Owners',
  'policies[0].severity': 'awful',
  'policies[0].stage': 'enforced',
  'policies[0].enforceFrom': 'soon',
  'policies[0].scope.domains[0]': 'group:sales',
  'policies[0].scope.classification[0]': 'secret',
  'policies[0].scope.tier[0]': 'tier-9',
  'policies[0].scope.origin[0]': 'made-up',
  'policies[0].rule.type': 'no-rule',
  'sync.maxRemovalPercent': 101,
  'sync.catalog': 'soon',
  'sync.policies': 'soon',
  'sync.slo': { seconds: 0 },
  'samples.groups[0]': 'user:default/liam',
  'quality.reporters[0].products[0]': 'component:orders',
  'quality.reporters[0].domains[0]': 'group:sales',
  'clusters.main.bootstrapServers': [],
  'clusters.main.bootstrapServers[0]': 'http://kafka-1.example',
  'clusters.main.mode': 'watch',
  'clusters.main.authorizer': 'acl',
  'clusters.main.credentials.sync.mechanism': 'GSSAPI',
  'clusters.main.credentials.provisioning.mechanism': 'GSSAPI',
  'clusters.main.credentials.preview.mechanism': 'GSSAPI',
  'clusters.main.clients.bootstrapServers[0]': 'kafka.example',
  'clusters.main.clients.mechanism': 'GSSAPI',
  'clusters.main.domains.sales_': 'group:sales',
  'clusters.main.schemaRegistry.url': 'ftp://registry.example',
  'clusters.main.schemaRegistry.auth.type': 'digest',
  'clusters.main.sync.light': 'soon',
  'clusters.main.sync.full': { milliseconds: 1 },
};

/** Keys that take any text, list or boolean, so that only a type can be wrong. */
const ANY =
  /^(naming\.templates|trustedLocations(\[0\])?|operators|governance|access\.rules|access\.rules\[0\]\.(steps|when\.(environment|port)\[0\]|when\.sameTeam)|(access\.(breakGlass|campaigns)|samples)\.groups|access\.provisioning\.repairMissing|policies|policies\[0\]\.(title|why|remedy|scope\.\w+)|quality\.reporters|quality\.reporters\[0\]\.(subject|products|domains)|clusters\.main\.(title|environment|superUsers(\[0\])?|principals\.create|topics\.\w+(\[0\])?|clients\.(bootstrapServers|schemaRegistryUrl))|clusters\.main\.(schemaRegistry\.)?tls\.\w+|clusters\.main\.credentials\.\w+\.(username|password|principal)|clusters\.main\.schemaRegistry\.auth\.(username|password|token))$/;

/** Every key of a schema by its path in {@link FULL}. */
function keysOf(schema: Schema, at = ''): Key[] {
  const below = [schema, ...(schema.anyOf ?? [])];
  const own = at && !OF_OTHERS.test(at) ? [{ key: at, schema }] : [];
  // A duration is one value, however it is written.
  if (below.some(each => each.properties?.milliseconds)) return own;
  return [
    ...own,
    ...below.flatMap(({ properties, additionalProperties, items }) => [
      ...Object.entries(properties ?? {}).flatMap(([name, each]) =>
        keysOf(each, at ? `${at}.${name}` : name),
      ),
      ...(typeof additionalProperties === 'object' && NAMES[at]
        ? keysOf(additionalProperties, `${at}.${NAMES[at]}`)
        : []),
      ...(items ? keysOf(items, `${at}[0]`) : []),
    ]),
  ];
}

const stepsOf = (key: string) => key.split(/\.|\[(\d)\]/).filter(Boolean);

const valueAt = (key: string): JsonValue =>
  stepsOf(key).reduce<any>((value, step) => value[step], FULL);

/** Problems of the configuration with one value in place of another. */
function problemsWith(key: string, value: JsonValue): ConfigProblem[] {
  const config = JSON.parse(JSON.stringify(FULL));
  const steps = stepsOf(key);
  const last = steps.pop()!;
  steps.reduce<any>((at, step) => at[step], config)[last] = value;
  return readDataMeshConfig(new ConfigReader({ dataMesh: config })).problems;
}

const isSection = (value: JsonValue) =>
  typeof value === 'object' && !Array.isArray(value);

/** A value of another type than the one that is there. */
function ofAnotherType(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return { nothing: true };
  return typeof value === 'object' ? [7] : { nothing: true };
}

describe('every key of config.d.ts', () => {
  let keys: Key[];

  beforeAll(async () => {
    const { schemas } = (
      await loadConfigSchema({
        dependencies: [],
        packagePaths: [path.resolve(__dirname, '../../package.json')],
      })
    ).serialize() as unknown as {
      schemas: Array<{ path: string; value: Schema }>;
    };
    const ours = schemas.find(each => each.path.endsWith('config.d.ts'))!;
    keys = keysOf(ours.value.properties!.dataMesh);
  });

  it('is in the configuration that the test has, without a problem', () => {
    expect(keys.length).toBeGreaterThan(120);
    expect(
      readDataMeshConfig(new ConfigReader({ dataMesh: FULL })).problems,
    ).toEqual([]);
    const missing = keys.filter(({ key }) => valueAt(key) === undefined);
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it('is named with what it holds, unless that is secret, and with what to write, where it is of another type', () => {
    for (const { key, schema } of keys) {
      const isSecret = schema.visibility === 'secret';
      const wrong = isSecret ? { is: SECRET } : ofAnotherType(valueAt(key));
      const problems = problemsWith(key, wrong);
      expect([key, problems]).toEqual([
        key,
        [
          {
            key: `dataMesh.${key}`,
            message: expect.stringMatching(
              /^.+; (write|say|choose|leave|give) .+$/,
            ),
          },
        ],
      ]);
      expect(JSON.stringify(problems)).not.toContain(SECRET);
      // A section, or what stands in its place, may hold secrets.
      if (isSecret || isSection(valueAt(key))) continue;
      expect([key, problems[0].message]).toEqual([
        key,
        expect.stringContaining(JSON.stringify(wrong)),
      ]);
    }
  });

  it('is named with its value and what to write, where that cannot be', () => {
    for (const { key } of keys) {
      const isFree = isSection(valueAt(key)) || ANY.test(key);
      if (isFree && !(key in WRONG)) continue;
      expect([key, key in WRONG]).toEqual([key, true]);
      const wrong = WRONG[key];
      const told = typeof wrong === 'string' ? wrong : JSON.stringify(wrong);
      const [problem, ...others] = problemsWith(key, wrong);
      expect([key, others]).toEqual([key, []]);
      expect(problem?.key).toBe(`dataMesh.${key}`);
      expect(problem.message).toContain(told);
      expect(problem.message).toMatch(/; (write|choose|say|leave) /);
    }
  });

  it('is what a misspelt one is told to be', () => {
    for (const { key } of keys.filter(each => /\w$/.test(each.key))) {
      const misspelt = `${key}s`;
      const problems = problemsWith(misspelt, SECRET).filter(
        each => each.key === `dataMesh.${misspelt}`,
      );
      if (Object.values(NAMES).includes(key.split('.').pop()!)) continue;
      expect([misspelt, problems.length]).toEqual([misspelt, 1]);
      expect(problems[0].message).toMatch(/^there is no (key|parameter) '\w+'/);
      expect(JSON.stringify(problems)).not.toContain(SECRET);
    }
  });
});
