import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readIndex } from '../catalog-index/indexRows';
import type { ConfiguredCluster } from '../config/DataMeshConfig';
import { readObjects } from '../feed/meshRows';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import { chunk } from '../kafka/answers';
import { descriptorsOf } from '../product-store/descriptorsOf';
import { readPublished } from '../product-store/productVersions';
import { followObjective, type Followed } from './followObjective';
import { judgeObjective } from './judgeObjective';
import { nameOfObjective, objectivesOf, type Objective } from './objectives';
import { measuredOf, readMeasurements } from './readMeasured';
import {
  forgetJudged,
  judgedProducts,
  objectiveId,
  lockJudged,
  writeFollowed,
  type ObjectiveKey,
} from './sloRows';
import { eventWords, promiseName } from './sloWords';

const PRODUCTS_PER_TRANSACTION = 50;
// Whoever was not looked at for longer was not looked at.
const TICKS_MISSED = 3;
const LEAST_LOOKED_MS = 60_000;

/** A promise that is made now, and by which product. */
type Promised = {
  key: ObjectiveKey;
  objective: Objective;
  product: MeshProduct;
};

/** Products that are not offered to anybody promise nothing yet, or any more. */
const WITHOUT_PROMISES = ['draft', 'retired'];

/** Judges what ports promise by what was measured, again and again. */
export class SloEvaluator {
  readonly #db: Knex;
  readonly #clusters: ConfiguredCluster[];
  readonly #tickMs: number;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    clusters: ConfiguredCluster[];
    /** Milliseconds between two ticks. */
    tickMs: number;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#clusters = options.clusters;
    this.#tickMs = options.tickMs;
    this.#clock = options.clock ?? Date.now;
  }

  /** @returns how many promises were judged */
  async tick(): Promise<number> {
    const now = this.#clock();
    const promised = await this.#promises();
    const refs = [
      ...new Set([...promised.keys(), ...(await judgedProducts(this.#db))]),
    ];
    if (refs.length === 0) return 0;
    const measurements = await readMeasurements(this.#db, now);
    const settings = new Map(
      this.#clusters.map(cluster => [cluster.name, cluster.settings]),
    );
    let judged = 0;
    for (const part of chunk(refs, PRODUCTS_PER_TRANSACTION)) {
      await nextTurn();
      const promises = part.flatMap(ref => promised.get(ref) ?? []);
      judged += promises.length;
      const judge = ({ objective, key }: Promised) =>
        judgeObjective(
          objective,
          measuredOf(
            measurements,
            key.cluster,
            key.topic,
            settings.get(key.cluster),
          ),
          now,
        );
      await this.#write(part, promises, judge, now);
    }
    return judged;
  }

  async #promises(): Promise<Map<string, Promised[]>> {
    const products = new Map(
      (await readObjects<MeshProduct>(this.#db, 'product')).map(product => [
        product.ref,
        product,
      ]),
    );
    const promised = new Map<string, Promised[]>();
    const descriptors = descriptorsOf(
      [...products.values()],
      await readIndex(this.#db, 'DataProduct'),
      await readPublished(this.#db),
    );
    for (const [ref, entity] of descriptors) {
      const product = products.get(ref);
      if (!product) continue;
      if (WITHOUT_PROMISES.includes(product.lifecycle)) continue;
      const slos = new Map(
        entity.spec.outputPorts.map(({ name, slo }) => [name, slo]),
      );
      const promises = product.ports.flatMap(port =>
        port.locations
          // What another product holds is not this one's to promise.
          .filter(({ state }) => state !== 'contested')
          .flatMap(({ cluster, topic }) =>
            objectivesOf(slos.get(port.name)).map(objective => ({
              key: {
                productRef: ref,
                port: port.name,
                cluster,
                topic,
                objective: nameOfObjective(objective),
              },
              objective,
              product,
            })),
          ),
      );
      if (promises.length > 0) promised.set(ref, promises);
    }
    return promised;
  }

  async #write(
    refs: string[],
    promises: Promised[],
    judge: (promised: Promised) => ReturnType<typeof judgeObjective>,
    now: number,
  ): Promise<void> {
    const mostMs = Math.max(TICKS_MISSED * this.#tickMs, LEAST_LOOKED_MS);
    await this.#db.transaction(async tx => {
      const before = await lockJudged(tx, refs);
      const followed = promises.map(promised => {
        const id = objectiveId(promised.key);
        const known = before.get(id)?.judged;
        before.delete(id);
        return {
          promised,
          key: promised.key,
          ...followObjective(
            known,
            promised.objective.target,
            judge(promised),
            now,
            mostMs,
          ),
        };
      });
      await forgetJudged(
        tx,
        [...before.values()].map(({ key }) => key),
      );
      await writeFollowed(tx, followed, now);
      await appendHistory(
        tx,
        followed.flatMap(each => factsOf(each.promised, each)),
        now,
      );
    });
  }
}

/** What the history has of a promise: the day it is broken, and kept again. */
function factsOf(
  { key, objective, product }: Promised,
  { event, next }: Followed,
): HistoryFact[] {
  if (!event) return [];
  const { title, ownerRef } = product;
  return [
    {
      actor: SYSTEM_ACTOR,
      action: `slo.${event}`,
      productRef: key.productRef,
      cluster: key.cluster,
      topic: key.topic,
      details: {
        title,
        ...(ownerRef ? { owner: ownerRef } : {}),
        port: key.port,
        objective: key.objective,
        promise: promiseName(objective),
        target: next.target,
        message: eventWords(event, objective, next.value),
      },
    },
  ];
}
