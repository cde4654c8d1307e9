import {
  CLASSIFICATIONS,
  isClusterName,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { JsonValue } from '@backstage/types';
import { Duration } from 'luxon';
import { BREAK_GLASS } from '../access/accessRules';
import { parseNamingTemplate } from '../products/naming';
import type { SectionSpec, ValueSpec } from './checkKeys';
import type { SaslMechanism } from './DataMeshConfig';
import {
  duration,
  fitsReader,
  flag,
  list,
  oneOf,
  period,
  ref,
  secret,
  section,
  share,
  text,
} from './values';

/** What SASL can be spoken by. */
export const MECHANISMS: readonly SaslMechanism[] = [
  'PLAIN',
  'SCRAM-SHA-256',
  'SCRAM-SHA-512',
  'OAUTHBEARER',
];
// host:port or [IPv6]:port, and no scheme before it
const SERVER = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/;
const RULE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Host and port of a Kafka broker, or nothing where it is no such text. */
export function parseServer(
  server: string,
): { host: string; port: number } | undefined {
  const match = SERVER.exec(server);
  const port = Number(match?.[3]);
  return match && port >= 1 && port <= 65_535
    ? { host: match[1] ?? match[2], port }
    : undefined;
}

const server: ValueSpec = {
  kind: 'value',
  wanted: 'of the form host:port',
  example: "'kafka-1.example.com:9093'",
  fits: value => typeof value === 'string' && parseServer(value) !== undefined,
};

const registryUrl: ValueSpec = {
  kind: 'value',
  wanted: 'the URL of a schema registry, of http or https',
  example:
    "'https://registry.example.com', with credentials under auth and not in it",
  fits: value => {
    if (typeof value !== 'string') return false;
    try {
      const url = new URL(value);
      if (url.username || url.password) {
        return { reason: 'must not hold credentials' };
      }
      return /^https?:$/.test(url.protocol);
    } catch {
      return false;
    }
  },
  // What is no URL may still hold a password.
  mayBeTold: value => !`${value}`.includes('@'),
};

const tls: SectionSpec = section(
  {
    ca: text('the PEM text of certificate authorities'),
    cert: text('the PEM text of a client certificate'),
    key: secret('the PEM text of its key'),
    serverName: text("'kafka.example.com'"),
  },
  {
    or: {
      kind: 'value',
      wanted: 'a boolean, nor a section of keys (an object)',
      example: 'true, or PEM texts as ca, cert and key',
      fits: value => typeof value === 'boolean',
    },
    together: ({ cert, key }) =>
      Boolean(cert) === Boolean(key)
        ? []
        : [
            {
              key: cert ? 'key' : 'cert',
              message:
                "it is missing; 'cert' and 'key' belong together: write both or neither",
            },
          ],
  },
);

/** What is missing of some keys that another one needs. */
function missingFor(
  section_: Record<string, JsonValue>,
  keys: string[],
  why: string,
) {
  return keys
    .filter(key => !section_[key])
    .map(key => ({
      key,
      message: `it is missing, or of a variable that is not set; write it, since ${why}`,
    }));
}

const credentials: SectionSpec = section(
  {
    mechanism: oneOf(MECHANISMS),
    username: text("the name of a Kafka user, such as 'data-mesh-sync'"),
    password: secret('its password, such as ${DATA_MESH_SYNC_PASSWORD}'),
    principal: text("Kafka's name for it, such as 'User:data-mesh-sync'"),
  },
  {
    together: given =>
      given.mechanism && given.mechanism !== 'OAUTHBEARER'
        ? missingFor(
            given,
            ['username', 'password'],
            `mechanism is '${given.mechanism}'`,
          )
        : [],
  },
);

const auth: SectionSpec = section(
  {
    type: oneOf(['none', 'basic', 'bearer', 'mtls']),
    username: text('the name of a user of the registry'),
    password: secret('its password, such as ${REGISTRY_PASSWORD}'),
    token: secret('a token, such as ${REGISTRY_TOKEN}'),
  },
  {
    together: given => {
      const why = `type is '${given.type}'`;
      if (given.type === 'basic') {
        return missingFor(given, ['username', 'password'], why);
      }
      return given.type === 'bearer' ? missingFor(given, ['token'], why) : [];
    },
  },
);

/** `dataMesh.clusters.<name>` */
export const CLUSTER_KEYS: SectionSpec = section(
  {
    title: text("'Main'"),
    environment: text("'production'"),
    bootstrapServers: list(
      server,
      "['kafka-1.example.com:9093']",
      'must name at least one host:port',
    ),
    mode: oneOf(['observe', 'manage']),
    authorizer: oneOf(['standard', 'open', 'external']),
    superUsers: list(text("'User:admin'"), "['User:admin']"),
    tls,
    credentials: section({
      sync: credentials,
      provisioning: credentials,
      preview: credentials,
    }),
    clients: section({
      bootstrapServers: list(server, "['kafka.example.com:9094']"),
      mechanism: oneOf(MECHANISMS),
      schemaRegistryUrl: text("'https://registry.example.com'"),
    }),
    principals: section({ create: flag() }),
    topics: section({
      include: list(text("'sales.*'"), "['sales.*']"),
      exclude: list(text("'*.tmp'"), "['*.tmp']"),
    }),
    domains: {
      kind: 'names',
      of: ref('domain'),
      example: "topic prefixes with Domain refs, as { 'sales.': 'sales' }",
    },
    schemaRegistry: section(
      { url: registryUrl, auth, tls },
      {
        required: ['url'],
        together: given => {
          const { type } = Object(given.auth);
          return type === 'mtls' && !Object(given.tls).cert
            ? [
                {
                  key: 'tls.cert',
                  message:
                    "it is missing; write 'cert' and 'key', since auth.type is 'mtls'",
                },
              ]
            : [];
        },
      },
    ),
    sync: section({ light: duration(), full: duration() }),
  },
  { required: ['bootstrapServers'] },
);

/** @returns why a cluster cannot have a name, if so */
export function refuseClusterName(name: string): string | undefined {
  return isClusterName(name)
    ? undefined
    : `'${name}' is no name of a cluster; write lower-case letters, digits and single dashes, 20 characters at most`;
}

const ruleName: ValueSpec = {
  kind: 'value',
  wanted:
    "a name of a rule (lower-case letters and digits, in parts joined by '-')",
  example: "'personal-data'",
  fits: value => {
    if (value === BREAK_GLASS) {
      return { reason: 'is the name of the rule of emergency access' };
    }
    return typeof value === 'string' && RULE_NAME.test(value);
  },
};

const step: ValueSpec = {
  kind: 'value',
  wanted: "a step ('owner', 'steward', or the ref of a group with its kind)",
  example: "'owner' or 'group:default/privacy'",
  fits: value =>
    value === 'owner' ||
    value === 'steward' ||
    (`${value}`.startsWith('group:') && ref('group').fits(value) === true),
};

const NEVER = 'would never hold';
const groups = list(ref('group'), "['group:default/platform-team']");

const rule: SectionSpec = section(
  {
    name: ruleName,
    when: section({
      mode: list(oneOf(['read', 'write']), "['read'], or leave it out", NEVER),
      classification: list(
        oneOf(CLASSIFICATIONS),
        "['restricted'], or leave it out",
        NEVER,
      ),
      environment: list(
        text("'production'"),
        "['production'], or leave it out",
        NEVER,
      ),
      domain: list(ref('domain'), "['sales'], or leave it out", NEVER),
      product: list(ref('dataproduct'), "['orders'], or leave it out", NEVER),
      port: list(text("'v1'"), "['v1'], or leave it out", NEVER),
      sameTeam: flag(),
    }),
    steps: list(step, "['owner'], or [] to approve at once"),
    maxDuration: period(),
    schemaChanges: section({ silence: oneOf(['objection', 'consent']) }),
  },
  { required: ['name', 'steps'] },
);

/** `dataMesh.access` */
export const ACCESS_KEYS: SectionSpec = section({
  rules: list(rule, '- name: ... and steps: ... of each'),
  maxDuration: period(),
  provisioning: section({
    interval: duration(),
    failAfter: duration(),
    repairMissing: flag(),
  }),
  decisions: section({ remindAfter: duration(), escalateAfter: duration() }),
  renewal: section({
    remindBefore: duration(),
    proposeRevocationAfter: duration(),
  }),
  breakGlass: section({
    groups,
    maxDuration: period({
      period: Duration.fromObject({ hours: 24 }),
      reason: 'is longer than a day, and emergencies take minutes to hours',
    }),
  }),
  campaigns: section({ groups }),
});

/** `dataMesh.quality` */
export const QUALITY_KEYS: SectionSpec = section({
  reporters: list(
    section(
      {
        subject: text("'external:soda'"),
        products: list(ref('dataproduct'), "['orders']"),
        domains: list(ref('domain'), "['sales']"),
      },
      { required: ['subject'] },
    ),
    "[{ subject: 'external:soda' }]",
  ),
});

/** `dataMesh`, but for what the parts of it check that are read apart. */
export const KEYS: SectionSpec = section({
  clusters: {
    kind: 'names',
    of: { kind: 'apart' },
    example:
      "names with their keys, as { main: { bootstrapServers: ['host:9093'] } }",
  },
  naming: section({
    templates: list(
      {
        kind: 'value',
        wanted: 'a template of topic names that tells {product}',
        example: "'{domain}.{product}.{version}'",
        fits: fitsReader(parseNamingTemplate),
      },
      "['{domain}.{product}.{version}']",
    ),
  }),
  trustedLocations: list(
    text("'url:https://github.com/acme/*'"),
    "['url:https://github.com/acme/*']",
  ),
  operators: groups,
  governance: groups,
  samples: section({ groups }),
  sync: section({
    maxRemovalPercent: share(),
    catalog: duration(),
    policies: duration(),
    slo: duration(),
  }),
  access: { kind: 'apart' },
  policies: { kind: 'apart' },
  quality: { kind: 'apart' },
});
