import type { Knex } from 'knex';
import { readCatalogIndexState } from '../catalog-index/CatalogIndex';
import { readIndex } from '../catalog-index/indexRows';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { lockHead, writeMesh } from '../feed/meshRows';
import { readPublishedDomains } from '../domain-store/domainVersions';
import { readPublished } from '../product-store/productVersions';
import { toNumber, upsert } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';
import { readSubjects } from '../snapshot/passRows';
import { readTopics } from '../snapshot/topicRows';
import type { GrantRow, TopicAcceptanceRow, TopicHoldRow } from '../tables';
import { topicKey } from './claims';
import { computeMesh, type Mesh } from './computeMesh';
import type { ActiveGrant, MeshInputs } from './MeshFacts';
import { toResponsibilities, writeResponsibilities } from './responsibilities';

async function readInputs(
  tx: Knex,
  config: DataMeshConfig,
): Promise<MeshInputs> {
  const states = await readClusterStates(tx);
  const acceptances = await tx<TopicAcceptanceRow>(
    'topic_acceptances',
  ).select();
  const holds = await tx<TopicHoldRow>('topic_holds').select();
  const grants = await tx<GrantRow>('grants')
    .where({ state: 'active' })
    .select('cluster', 'topic', 'consumer_ref', 'mode');
  return {
    clusters: config.clusters.map(({ name, settings }) => {
      const state = states.get(name);
      return {
        name,
        settings: settings ?? state?.lastSettings,
        read: state?.fullAt !== undefined,
        seesAllTopics: !state?.gaps.some(gap => gap.item === 'TOPIC *'),
        subjectsRead: state?.subjectsAt !== undefined,
      };
    }),
    naming: config.naming,
    trustedLocations: config.trustedLocations,
    topics: await readTopics(tx),
    subjects: await readSubjects(tx),
    index: await readIndex(tx),
    published: await readPublished(tx),
    publishedDomains: await readPublishedDomains(tx),
    acceptances: acceptances.map(a => ({
      productRef: a.product_ref,
      cluster: a.cluster,
      topic: a.topic,
      acceptedAt: toNumber(a.accepted_at),
    })),
    holders: new Map(
      holds.map(h => [topicKey(h.cluster, h.topic), h.product_ref]),
    ),
    grants: grants.map(grant => ({
      cluster: grant.cluster,
      topic: grant.topic,
      consumerRef: grant.consumer_ref,
      mode: grant.mode as ActiveGrant['mode'],
    })),
  };
}

/**
 * Grants are of a topic. Whose product that is may change: a claim or a rename
 * carries them along.
 */
async function carryGrants(tx: Knex, mesh: Mesh): Promise<void> {
  const live = await tx<GrantRow>('grants')
    .whereNotNull('live_key')
    .select('id', 'cluster', 'topic', 'product_ref');
  for (const { id, cluster, topic, product_ref } of live) {
    const ref = mesh.productOf.get(topicKey(cluster, topic));
    if (!ref || ref === product_ref) continue;
    const port = mesh.products
      .get(ref)
      ?.ports.find(p =>
        p.locations.some(l => l.cluster === cluster && l.topic === topic),
      );
    await tx<GrantRow>('grants')
      .where({ id })
      .update({ product_ref: ref, port: port?.name ?? null });
  }
}

async function writeHolders(tx: Knex, mesh: Mesh, now: number): Promise<void> {
  const before = await tx<TopicHoldRow>('topic_holds').select();
  const since = new Map(
    before.map(h => [`${topicKey(h.cluster, h.topic)} ${h.product_ref}`, h]),
  );
  const rows = [...mesh.holders].map(([key, productRef]): TopicHoldRow => {
    const slash = key.indexOf('/');
    return {
      cluster: key.slice(0, slash),
      topic: key.slice(slash + 1),
      product_ref: productRef,
      since: toNumber(since.get(`${key} ${productRef}`)?.since ?? now),
    };
  });
  await upsert(tx, 'topic_holds', rows, ['cluster', 'topic']);
  for (const { cluster, topic } of before) {
    if (!mesh.holders.has(topicKey(cluster, topic))) {
      await tx('topic_holds').where({ cluster, topic }).delete();
    }
  }
}

/**
 * Computes the mesh from what is stored, and stores what differs, in the
 * transaction that brought the change.
 *
 * It does nothing while the configuration would make it read all topics
 * otherwise: a mistyped template must not empty the catalog.
 *
 * @returns how many objects of the mesh changed
 */
export async function recomputeMesh(
  tx: Knex,
  config: DataMeshConfig,
  now: number,
): Promise<number> {
  const head = await lockHead(tx);
  if (!isComputable(config)) return 0;
  // Before the catalog is read, everything would look undeclared.
  if ((await readCatalogIndexState(tx)).readAt === undefined) return 0;
  const inputs = await readInputs(tx, config);
  const mesh = computeMesh(inputs);
  await writeHolders(tx, mesh, now);
  await carryGrants(tx, mesh);
  await writeResponsibilities(tx, toResponsibilities(mesh, inputs.index));
  return writeMesh(
    tx,
    head,
    { topic: mesh.topics, product: mesh.products, domain: mesh.domains },
    now,
  );
}

// A key that there is not may be any of the others, misspelt.
const HARMLESS =
  /^dataMesh\.((operators|governance|samples|sync|access|policies|quality)([.[]|$)|clusters\.)/;

/**
 * Whether the configuration that all topics are read by can be used. A cluster
 * of its own that cannot keeps what it had, and stops nobody else.
 */
export function isComputable(config: DataMeshConfig): boolean {
  return config.problems.every(({ key }) => HARMLESS.test(key));
}
