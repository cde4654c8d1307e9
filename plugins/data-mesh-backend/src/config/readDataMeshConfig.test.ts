import { ConfigReader } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { isComputable } from '../products/recomputeMesh';
import type { ClusterSettings } from './DataMeshConfig';
import { readDataMeshConfig } from './readDataMeshConfig';

const SECRET = 'very-secret-9f2c';

function read(dataMesh?: JsonValue) {
  return readDataMeshConfig(
    new ConfigReader(dataMesh === undefined ? {} : { dataMesh }),
  );
}

const CLUSTER: JsonObject = { bootstrapServers: ['localhost:9092'] };

const ACCESS = {
  rules: [],
  usable: true,
  maxDuration: 'P365D',
  remindDecisionAfterMs: 2 * 86_400_000,
  escalateDecisionAfterMs: 5 * 86_400_000,
  remindBeforeEndMs: 14 * 86_400_000,
  breakGlass: { groups: [], maxDuration: 'PT4H' },
  unseenAfterMs: 30 * 86_400_000,
  campaignGroups: [],
  failAfterMs: 3_600_000,
  reconcileMs: 10_000,
  repairMissing: false,
};

/** Reads a configuration of one cluster, `main`. */
function readMain(over: JsonObject = {}) {
  const config = read({ clusters: { main: { ...CLUSTER, ...over } } });
  return { ...config.clusters[0], all: config.problems };
}

function settings(over: JsonObject = {}): ClusterSettings {
  const { settings: found, all } = readMain(over);
  expect(all).toEqual([]);
  if (!found) throw new Error('the cluster has no settings');
  return found;
}

describe('readDataMeshConfig', () => {
  it('finds nothing wrong with a portal that has not configured the suite', () => {
    expect(read()).toEqual({
      clusters: [],
      naming: [
        expect.objectContaining({ template: '{domain}.{product}.{version}' }),
      ],
      trustedLocations: [],
      operators: [],
      governance: [],
      maxRemovalPercent: 20,
      catalogIndexMs: 5_000,
      policiesMs: 30_000,
      policies: [],
      policiesAreUsable: true,
      sloMs: 30_000,
      qualityReporters: [],
      sampleGroups: [],
      access: ACCESS,
      problems: [],
    });
  });

  it('reads which services may report on quality, and tells of those that it cannot', () => {
    const config = readDataMeshConfig(
      new ConfigReader({
        dataMesh: {
          quality: {
            reporters: [
              { subject: 'external:soda' },
              {
                subject: 'external:dbt',
                products: ['orders'],
                domains: ['sales'],
              },
              { subject: 'external:x', product: 'orders' },
              { products: ['orders'] },
            ],
          },
        },
      }),
    );
    expect(config.qualityReporters).toEqual([
      { subject: 'external:soda' },
      {
        subject: 'external:dbt',
        products: ['dataproduct:default/orders'],
        domains: ['domain:default/sales'],
      },
    ]);
    expect(config.problems.map(({ key }) => key)).toEqual([
      'dataMesh.quality.reporters[2].product',
      'dataMesh.quality.reporters[3].subject',
    ]);
  });

  it('has a default for all of a cluster but where it is', () => {
    expect(settings()).toEqual({
      name: 'main',
      title: 'main',
      environment: 'production',
      bootstrapServers: [{ host: 'localhost', port: 9092 }],
      mode: 'observe',
      authorizer: 'standard',
      superUsers: [],
      tls: undefined,
      credentials: {},
      topics: { include: ['*'], exclude: [] },
      domains: [],
      schemaRegistry: undefined,
      sync: { lightMs: 10_000, fullMs: 300_000 },
      clients: {},
      createPrincipals: false,
    });
  });

  it('reads everything that can be said', () => {
    expect(
      settings({
        title: 'Main',
        environment: 'staging',
        bootstrapServers: ['kafka-1.example:9092', '[::1]:9093', '10.0.0.1:1'],
        mode: 'manage',
        authorizer: 'external',
        superUsers: ['User:admin'],
        tls: { ca: 'CA', cert: 'CERT', key: 'KEY', serverName: 'kafka' },
        credentials: {
          sync: {
            mechanism: 'SCRAM-SHA-512',
            username: 'sync',
            password: SECRET,
          },
          provisioning: { mechanism: 'OAUTHBEARER', principal: 'User:abc' },
          preview: {},
        },
        topics: { include: ['sales.*'], exclude: ['*.tmp'] },
        domains: { 'a.': 'a', 'a.b.': 'domain:acme/b' },
        schemaRegistry: {
          url: 'https://registry.example/api/',
          auth: { type: 'basic', username: 'u', password: SECRET },
          tls: true,
        },
        sync: { light: { seconds: 3 }, full: 'PT15S' },
        clients: {
          bootstrapServers: ['kafka.example:9094'],
          mechanism: 'SCRAM-SHA-256',
          schemaRegistryUrl: 'https://registry.example',
        },
        principals: { create: true },
      }),
    ).toEqual({
      name: 'main',
      title: 'Main',
      environment: 'staging',
      bootstrapServers: [
        { host: 'kafka-1.example', port: 9092 },
        { host: '::1', port: 9093 },
        { host: '10.0.0.1', port: 1 },
      ],
      mode: 'manage',
      authorizer: 'external',
      superUsers: ['User:admin'],
      tls: { ca: 'CA', cert: 'CERT', key: 'KEY', serverName: 'kafka' },
      credentials: {
        sync: {
          mechanism: 'SCRAM-SHA-512',
          username: 'sync',
          password: SECRET,
          principal: 'User:sync',
        },
        provisioning: { mechanism: 'OAUTHBEARER', principal: 'User:abc' },
        preview: {},
      },
      topics: { include: ['sales.*'], exclude: ['*.tmp'] },
      domains: [
        { prefix: 'a.b.', domainRef: 'domain:acme/b' },
        { prefix: 'a.', domainRef: 'domain:default/a' },
      ],
      schemaRegistry: {
        url: 'https://registry.example/api',
        auth: { type: 'basic', username: 'u', password: SECRET },
        tls: {},
      },
      sync: { lightMs: 3_000, fullMs: 15_000 },
      clients: {
        bootstrapServers: ['kafka.example:9094'],
        mechanism: 'SCRAM-SHA-256',
        schemaRegistryUrl: 'https://registry.example',
      },
      createPrincipals: true,
    });
  });

  it('reads who operates, governs and is trusted', () => {
    const config = read({
      operators: ['platform-team', 'group:acme/ops'],
      governance: ['governance'],
      trustedLocations: ['url:https://git.example/*'],
      sync: { maxRemovalPercent: 0, catalog: { minutes: 1 } },
    });
    expect(config).toMatchObject({
      operators: ['group:default/platform-team', 'group:acme/ops'],
      governance: ['group:default/governance'],
      trustedLocations: ['url:https://git.example/*'],
      maxRemovalPercent: 0,
      catalogIndexMs: 60_000,
      problems: [],
    });
  });

  describe('what cannot be used', () => {
    const cases: Array<[key: string, dataMesh: JsonValue, message: RegExp]> = [
      ['dataMesh', 'yes', /object/],
      ['dataMesh.clusters', ['main'], /object/],
      ['dataMesh.naming.templates', { naming: { templates: 'x' } }, /array/],
      [
        'dataMesh.naming.templates[1]',
        { naming: { templates: ['{product}', '{domain}'] } },
        /lacks \{product\}/,
      ],
      ['dataMesh.trustedLocations', { trustedLocations: 'x' }, /array/],
      ['dataMesh.operators', { operators: 'x' }, /array/],
      [
        'dataMesh.operators[0]',
        { operators: ['user:default/petra'] },
        /must name a group/,
      ],
      ['dataMesh.governance[0]', { governance: ['a:b:c:'] }, /./],
      [
        'dataMesh.sync.maxRemovalPercent',
        { sync: { maxRemovalPercent: 101 } },
        /between 0 and 100/,
      ],
      [
        'dataMesh.sync.maxRemovalPercent',
        { sync: { maxRemovalPercent: 'much' } },
        /number/,
      ],
      ['dataMesh.sync.catalog', { sync: { catalog: 'soon' } }, /./],
      [
        'dataMesh.sync.catalog',
        { sync: { catalog: { milliseconds: 1 } } },
        /at least one second/,
      ],
      [
        'dataMesh.clusters.Main',
        { clusters: { Main: CLUSTER } },
        /lower-case letters/,
      ],
      [
        'dataMesh.clusters.a--b',
        { clusters: { 'a--b': CLUSTER } },
        /single dashes/,
      ],
      [
        'dataMesh.clusters.twenty-one-characters',
        { clusters: { 'twenty-one-characters': CLUSTER } },
        /20 characters at most/,
      ],
      ['dataMesh.clusters.main', { clusters: { main: 'localhost' } }, /object/],
      [
        'dataMesh.cluster',
        { cluster: {} },
        /no key 'cluster'; it has clusters,/,
      ],
      [
        'dataMesh.naming.template',
        { naming: { template: ['{product}'] } },
        /no key 'template'; it has templates/,
      ],
      [
        'dataMesh.sync.catalogue',
        { sync: { catalogue: 'PT5S' } },
        /no key 'catalogue'/,
      ],
      [
        'dataMesh.clusters.main.superusers',
        { clusters: { main: { ...CLUSTER, superusers: ['User:admin'] } } },
        /no key 'superusers'; it has .*superUsers/,
      ],
    ];

    it.each(cases)('is told by its key: %s', (key, dataMesh, message) => {
      const given =
        key === 'dataMesh.clusters' ? { clusters: dataMesh } : dataMesh;
      const { problems } = read(given);
      expect(problems).toEqual([
        { key, message: expect.stringMatching(message) },
      ]);
    });

    const ofCluster: Array<[key: string, over: JsonObject, message: RegExp]> = [
      ['bootstrapServers', { bootstrapServers: 'localhost:9092' }, /array/],
      ['bootstrapServers', { bootstrapServers: [] }, /at least one host:port/],
      ...[
        'localhost',
        'localhost:',
        ':9092',
        'localhost:0',
        'localhost:65536',
        'localhost:kafka',
        'SASL_SSL://localhost:9092',
        'http://localhost:9092',
        'a:9092,b:9092',
        'local host:9092',
        '[::1:9092',
      ].map((server): [string, JsonObject, RegExp] => [
        'bootstrapServers[1]',
        { bootstrapServers: ['ok:9092', server] },
        /is not of the form host:port/,
      ]),
      ['mode', { mode: 'watch' }, /'watch' is not one of 'observe', 'manage'/],
      [
        'authorizer',
        { authorizer: 'acl' },
        /'acl' is not one of 'standard', 'open', 'external'/,
      ],
      [
        'credentials.admin',
        { credentials: { admin: { principal: 'User:admin' } } },
        /no key 'admin'; it has sync, provisioning, preview/,
      ],
      [
        'credentials.sync.user',
        { credentials: { sync: { mechanism: 'PLAIN', user: 'u' } } },
        /no key 'user'/,
      ],
      [
        'principals.created',
        { principals: { created: true } },
        /no key 'created'/,
      ],
      ['tls.caFile', { tls: { caFile: 'ca.pem' } }, /no key 'caFile'/],
      [
        'schemaRegistry.auth.kind',
        { schemaRegistry: { url: 'http://r', auth: { kind: 'basic' } } },
        /no key 'kind'/,
      ],
      ['title', { title: 7 }, /string/],
      ['environment', { environment: {} }, /string/],
      ['superUsers', { superUsers: 'User:admin' }, /array/],
      ['tls', { tls: 'yes' }, /./],
      [
        'tls.key',
        { tls: { cert: 'CERT' } },
        /'cert' and 'key' belong together/,
      ],
      [
        'credentials.sync.mechanism',
        { credentials: { sync: { mechanism: 'GSSAPI' } } },
        /'GSSAPI' is not one of 'PLAIN'/,
      ],
      [
        'credentials.preview.password',
        { credentials: { preview: { mechanism: 'PLAIN', username: 'u' } } },
        /is missing, .*; write it, since mechanism is 'PLAIN'/,
      ],
      ['topics.include', { topics: { include: 'sales.*' } }, /array/],
      ['topics.exclude[0]', { topics: { exclude: [7] } }, /string/],
      [
        'domains',
        { domains: ['sales'] },
        /write topic prefixes with Domain refs/,
      ],
      ['domains.a.', { domains: { 'a.': 'group:a' } }, /must name a domain/],
      [
        'domains.a.',
        { domains: { 'a.': { ref: 'a' } } },
        /the ref of a domain/,
      ],
      ['domains.a.', { domains: { 'a.': 'not a domain' } }, /./],
      ['schemaRegistry.url', { schemaRegistry: {} }, /is missing/],
      [
        'schemaRegistry.url',
        { schemaRegistry: { url: 'registry' } },
        /not the URL/,
      ],
      [
        'schemaRegistry.url',
        { schemaRegistry: { url: 'ftp://registry.example' } },
        /http or https/,
      ],
      [
        'schemaRegistry.auth.type',
        { schemaRegistry: { url: 'http://r', auth: { type: 'digest' } } },
        /'digest' is not one of 'none', 'basic', 'bearer', 'mtls'/,
      ],
      [
        'schemaRegistry.auth.password',
        {
          schemaRegistry: {
            url: 'http://r',
            auth: { type: 'basic', username: 'u' },
          },
        },
        /is missing, .*since type is 'basic'/,
      ],
      [
        'schemaRegistry.auth.token',
        { schemaRegistry: { url: 'http://r', auth: { type: 'bearer' } } },
        /is missing, .*since type is 'bearer'/,
      ],
      [
        'schemaRegistry.tls.cert',
        { schemaRegistry: { url: 'http://r', auth: { type: 'mtls' } } },
        /write 'cert' and 'key', since auth.type is 'mtls'/,
      ],
      ['sync.light', { sync: { light: 5 } }, /./],
      ['sync.full', { sync: { full: { seconds: 0 } } }, /at least one second/],
    ];

    it.each(ofCluster)(
      'of a cluster is told by its key: %s of %j',
      (key, over, message) => {
        const { settings: found, problems, all } = readMain(over);
        expect(found).toBeUndefined();
        expect(problems).toEqual([
          {
            key: `dataMesh.clusters.main.${key}`,
            message: expect.stringMatching(message),
          },
        ]);
        expect(all).toEqual(problems);
      },
    );

    it('is told all at once, and not only the first', () => {
      const { all } = readMain({ mode: 'x', authorizer: 'y', title: 1 });
      expect(all.map(({ key }) => key.split('.').pop()).sort()).toEqual([
        'authorizer',
        'mode',
        'title',
      ]);
    });

    it('of one cluster leaves the others as they are', () => {
      const config = read({
        clusters: {
          bad: { ...CLUSTER, mode: 'x' },
          good: CLUSTER,
          Worse: CLUSTER,
        },
      });
      expect(
        config.clusters.map(({ name, settings: s, problems }) => [
          name,
          Boolean(s),
          problems.length,
        ]),
      ).toEqual([
        ['bad', false, 1],
        ['good', true, 0],
        ['Worse', false, 1],
      ]);
      expect(config.problems).toHaveLength(2);
      expect(isComputable(config)).toBe(true);
    });

    it.each<[string, JsonValue]>([
      ['a naming template', { naming: { templates: ['{domain}'] } }],
      ['who is trusted', { trustedLocations: 7 }],
      ['the list of clusters', { clusters: [] }],
      ['what may be the list of clusters', { cluster: { main: CLUSTER } }],
    ])(
      'stops the mesh from being computed where all depends on it: %s',
      (_, dataMesh) => {
        expect(isComputable(read(dataMesh))).toBe(false);
      },
    );

    it.each<[string, JsonValue]>([
      ['who operates', { operators: ['user:a'] }],
      ['who sees records', { samples: { groups: ['user:a'] } }],
      ['how often the catalog is read', { sync: { catalog: 'x' } }],
    ])(
      'does not stop the mesh from being computed where it is only %s',
      (_, dataMesh) => {
        expect(isComputable(read(dataMesh))).toBe(true);
      },
    );
  });

  describe('secrets', () => {
    const credentials = (over: JsonObject) => ({
      credentials: { sync: { username: 'u', password: SECRET, ...over } },
    });
    const registry = (schemaRegistry: JsonObject) => ({ schemaRegistry });

    it.each<[string, JsonObject]>([
      ['a mechanism that is wrong', credentials({ mechanism: 'X' })],
      [
        'a name that is missing',
        { credentials: { sync: { mechanism: 'PLAIN', password: SECRET } } },
      ],
      [
        'a password that is no text',
        credentials({ mechanism: 'PLAIN', password: { is: SECRET } }),
      ],
      ['a key without its certificate', { tls: { key: SECRET } }],
      ['a key that is no text', { tls: { cert: 'C', key: [SECRET] } }],
      [
        'a token for the wrong kind of authentication',
        registry({ url: 'http://r', auth: { type: 'x', token: SECRET } }),
      ],
      [
        'a token that is no text',
        registry({
          url: 'http://r',
          auth: { type: 'bearer', token: [SECRET] },
        }),
      ],
      ['a URL that holds it', registry({ url: `http://u:${SECRET}@r` })],
      [
        'a URL that holds it and is none',
        registry({ url: `http://u:${SECRET}@r:port` }),
      ],
      [
        'a URL that holds it and is of another kind',
        registry({ url: `ftp://u:${SECRET}@r` }),
      ],
    ])('are not told with the problem: %s', (_, over) => {
      const { all } = readMain(over);
      expect(all).toHaveLength(1);
      expect(JSON.stringify(all)).not.toContain(SECRET);
    });
  });
});
