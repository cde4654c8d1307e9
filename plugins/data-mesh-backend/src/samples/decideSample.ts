import type { Refusal } from '../access/refusal';

/** What decides whether somebody may look at records of a topic. */
export type SampleFacts = {
  cluster: string;
  topic: string;
  /** Whether the cluster has a credential that reads records. */
  hasCredential: boolean;
  /** Whether the caller is of a group in `dataMesh.samples.groups`. */
  isSampler: boolean;
  /** The product that holds the topic, and whether its owner lets records be shown. */
  product?: { title: string; samples: boolean };
};

/**
 * Whether records may be shown: the platform says by a credential where, and
 * by groups to whom, and the owner of the data says of what.
 *
 * @returns why not, or undefined
 */
export function refuseSample(facts: SampleFacts): Refusal | undefined {
  const { cluster, topic, hasCredential, isSampler, product } = facts;
  if (!isSampler) {
    return {
      code: 'NOT_ALLOWED',
      message: `Records of ${topic} are shown to members of the groups in dataMesh.samples.groups, of which you are none: ask your platform team`,
    };
  }
  if (!product) {
    return {
      code: 'NOT_ALLOWED',
      message: `Topic ${topic} is in no data product, so nobody has said that its records may be shown: describe it with spec.access.samples: true`,
    };
  }
  if (!product.samples) {
    return {
      code: 'NOT_ALLOWED',
      message: `Nobody has said that records of ${product.title} may be shown: its owner does, by spec.access.samples: true`,
    };
  }
  if (!hasCredential) {
    return {
      code: 'CONFLICT',
      message: `Cluster ${cluster} has no credential that reads records: configure dataMesh.clusters.${cluster}.credentials.preview`,
    };
  }
  return undefined;
}
