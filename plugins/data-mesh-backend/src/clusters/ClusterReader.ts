import type { MeshCluster } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { ConfiguredCluster } from '../config/DataMeshConfig';
import { toIso, toNumber } from '../rows';
import { readClusterStates, type ClusterState } from '../snapshot/clusterRows';

const SHOWN_REMOVALS = 100;

function optionalIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : toIso(ms);
}

function stateOf(
  configured: ConfiguredCluster,
  state: ClusterState | undefined,
): MeshCluster['state'] {
  if (!configured.settings) return 'misconfigured';
  if (state?.error) return 'failing';
  return state?.fullAt === undefined ? 'pending' : 'ok';
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined),
  ) as T;
}

/** State of each configured cluster, as its last passes left it. */
function toMeshCluster(
  configured: ConfiguredCluster,
  state: ClusterState | undefined,
  topics: number,
): MeshCluster {
  const { name, settings, problems } = configured;
  const held = state?.held;
  return withoutUndefined({
    name,
    title: settings?.title ?? name,
    environment: settings?.environment ?? 'unknown',
    mode: settings?.mode,
    authorizer: settings?.authorizer,
    state: stateOf(configured, state),
    clusterId: state?.clusterId,
    brokers: state?.facts?.brokers.length,
    topics: state?.fullAt === undefined ? undefined : topics,
    lastTickAt: optionalIso(state?.lightAt),
    lastFullPassAt: optionalIso(state?.fullAt),
    error: state?.error,
    failingSince: optionalIso(state?.errorSince),
    gaps: state?.gaps ?? [],
    heldRemovals: held && {
      hash: held.hash,
      reason: held.reason,
      count: held.topics.length,
      topics: held.topics.slice(0, SHOWN_REMOVALS),
      since: toIso(held.since),
      confirmed: state?.confirmedRemovals === held.hash,
    },
    problems,
  });
}

export class ClusterReader {
  readonly #db: Knex;
  readonly #clusters: ConfiguredCluster[];

  constructor(options: { db: Knex; clusters: ConfiguredCluster[] }) {
    this.#db = options.db;
    this.#clusters = options.clusters;
  }

  async all(): Promise<MeshCluster[]> {
    const states = await readClusterStates(this.#db);
    const counts: Array<{ cluster: string; n: number | string }> =
      await this.#db('topics')
        .groupBy('cluster')
        .select('cluster')
        .count({ n: '*' });
    const topics = new Map(counts.map(c => [c.cluster, toNumber(c.n)]));
    return this.#clusters.map(cluster =>
      toMeshCluster(
        cluster,
        states.get(cluster.name),
        topics.get(cluster.name) ?? 0,
      ),
    );
  }

  async one(name: string): Promise<MeshCluster | undefined> {
    return (await this.all()).find(cluster => cluster.name === name);
  }

  /** Whether each usable cluster has been read at least once. */
  async allRead(): Promise<boolean> {
    const states = await readClusterStates(this.#db);
    return this.#clusters.every(
      ({ name }) => states.get(name)?.fullAt !== undefined,
    );
  }
}
