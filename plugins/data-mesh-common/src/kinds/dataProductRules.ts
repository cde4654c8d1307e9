import { isTighterClassification } from './classifications';
import {
  DataProductEntityV1alpha1,
  DataProductSpec,
} from './DataProductEntityV1alpha1';
import { EntityProblem } from './problems';
import { RefKinds, refProblem } from './refs';

type Rule = (spec: DataProductSpec) => EntityProblem[];

const OWNERS: RefKinds = ['Group', 'User'];
const DOMAINS: RefKinds = ['Domain'];
const PRODUCTS: RefKinds = ['DataProduct'];
const PRODUCERS: RefKinds = ['Component', 'System', 'Resource'];

const rules: readonly Rule[] = [
  entityRefsHaveTheRightKind,
  portNamesAreUnique,
  locationsDoNotOverlap,
  portsOnlyTightenTheClassification,
  anonymisationNamesInputPorts,
  deprecationIsAnnounced,
  portsAreReplacedByPorts,
  lagIsPromisedOnce,
];

/**
 * What a JSON schema cannot say: all rules that look at several fields at
 * once. It expects an entity that the schema has accepted.
 */
export function checkDataProductRules(
  entity: DataProductEntityV1alpha1,
): EntityProblem[] {
  return rules.flatMap(rule => rule(entity.spec));
}

function entityRefsHaveTheRightKind(spec: DataProductSpec): EntityProblem[] {
  const refs: [path: string, ref: string | undefined, kinds: RefKinds][] = [
    ['spec.owner', spec.owner, OWNERS],
    ['spec.domain', spec.domain, DOMAINS],
    ...(spec.producedBy ?? []).map((ref, i): [string, string, RefKinds] => [
      `spec.producedBy[${i}]`,
      ref,
      PRODUCERS,
    ]),
    ...(spec.inputPorts ?? []).map(
      ({ product }, i): [string, string, RefKinds] => [
        `spec.inputPorts[${i}].product`,
        product,
        PRODUCTS,
      ],
    ),
    ['spec.deprecation.replacedBy', spec.deprecation?.replacedBy, PRODUCTS],
  ];
  return refs.flatMap(([path, ref, kinds]) => {
    const message = ref === undefined ? undefined : refProblem(ref, kinds);
    return message ? [{ path, message }] : [];
  });
}

function portNamesAreUnique(spec: DataProductSpec): EntityProblem[] {
  const lists = [
    ['spec.inputPorts', spec.inputPorts ?? []],
    ['spec.outputPorts', spec.outputPorts],
  ] as const;
  return lists.flatMap(([list, ports]) => {
    const first = new Map<string, number>();
    const problems: EntityProblem[] = [];
    ports.forEach(({ name }, i) => {
      const taken = first.get(name);
      if (taken === undefined) {
        first.set(name, i);
      } else {
        problems.push({
          path: `${list}[${i}].name`,
          message: `must be unique, but ${list}[${taken}] is called "${name}" too`,
        });
      }
    });
    return problems;
  });
}

/**
 * Requests name a port and an environment, and a cluster belongs to one
 * environment: two topics of one port in one cluster could not be told apart.
 */
function locationsDoNotOverlap(spec: DataProductSpec): EntityProblem[] {
  const problems: EntityProblem[] = [];
  const topics = new Map<string, string>();
  spec.outputPorts.forEach((port, p) => {
    const clusters = new Map<string, string>();
    port.locations.forEach(({ cluster, topic }, l) => {
      const path = `spec.outputPorts[${p}].locations[${l}]`;
      // a cluster's name holds no slash, a topic's neither
      const key = `${cluster}/${topic}`;
      const sameTopic = topics.get(key);
      const sameCluster = clusters.get(cluster);
      if (sameTopic) {
        problems.push({
          path: `${path}.topic`,
          message: `must not be listed twice, but ${sameTopic} is topic "${topic}" of cluster "${cluster}" too`,
        });
      } else if (sameCluster) {
        problems.push({
          path: `${path}.cluster`,
          message: `must differ from the port's other locations, but ${sameCluster} is in cluster "${cluster}" too`,
        });
      }
      if (!sameTopic) topics.set(key, path);
      if (!sameCluster) clusters.set(cluster, path);
    });
  });
  return problems;
}

function portsOnlyTightenTheClassification(
  spec: DataProductSpec,
): EntityProblem[] {
  const { classification: base } = spec;
  return spec.outputPorts.flatMap(({ classification }, i) =>
    base && classification && isTighterClassification(base, classification)
      ? [
          {
            path: `spec.outputPorts[${i}].classification`,
            message: `may only tighten the product's, which is ${base}, not loosen it to ${classification}`,
          },
        ]
      : [],
  );
}

function anonymisationNamesInputPorts(spec: DataProductSpec): EntityProblem[] {
  const names = new Set((spec.inputPorts ?? []).map(({ name }) => name));
  return (spec.anonymisation?.of ?? []).flatMap((name, i) =>
    names.has(name)
      ? []
      : [
          {
            path: `spec.anonymisation.of[${i}]`,
            message: `must be the name of an input port, but there is no "${name}"`,
          },
        ],
  );
}

/**
 * A product in use may announce its end, but then has to say when. Whether
 * that day has come is no question here: a descriptor that was valid yesterday
 * stays valid.
 */
function deprecationIsAnnounced(spec: DataProductSpec): EntityProblem[] {
  const ending =
    spec.lifecycle === 'deprecated' || spec.lifecycle === 'retired';
  return spec.deprecation && !ending && !spec.deprecation.sunset
    ? [
        {
          path: 'spec.deprecation.sunset',
          message: `is required as long as spec.lifecycle is ${spec.lifecycle}`,
        },
      ]
    : [];
}

function portsAreReplacedByPorts(spec: DataProductSpec): EntityProblem[] {
  const names = new Set(spec.outputPorts.map(({ name }) => name));
  return spec.outputPorts.flatMap(({ name, deprecation }, i) => {
    const other = deprecation?.replacedBy;
    return other === undefined || (names.has(other) && other !== name)
      ? []
      : [
          {
            path: `spec.outputPorts[${i}].deprecation.replacedBy`,
            message: `must be the name of another output port of this product, not "${other}"`,
          },
        ];
  });
}

function lagIsPromisedOnce(spec: DataProductSpec): EntityProblem[] {
  return spec.outputPorts.flatMap(({ slo }, p) => {
    const first = new Map<string, number>();
    return (slo?.lag ?? []).flatMap(({ group }, i): EntityProblem[] => {
      const taken = first.get(group);
      if (taken === undefined) {
        first.set(group, i);
        return [];
      }
      const list = `spec.outputPorts[${p}].slo.lag`;
      return [
        {
          path: `${list}[${i}].group`,
          message: `must be unique, but ${list}[${taken}] is about group "${group}" too`,
        },
      ];
    });
  });
}
