import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { appendHistory, SYSTEM_ACTOR } from '../history/appendHistory';
import type { MeshReader } from '../mesh/MeshReader';
import type { PolicySource } from '../policies/store/PolicySource';
import { exemptionFact } from './exemptionFacts';
import { takeEnded } from './exemptionRows';

/**
 * Takes note that exemptions have ended, so that owners are told. They end by
 * themselves, whether or not anybody takes note.
 */
export class ExemptionClock {
  readonly #db: Knex;
  readonly #source: Pick<PolicySource, 'current'>;
  readonly #mesh: Pick<MeshReader, 'all'>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    source: Pick<PolicySource, 'current'>;
    mesh: Pick<MeshReader, 'all'>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#source = options.source;
    this.#mesh = options.mesh;
    this.#clock = options.clock ?? Date.now;
  }

  /** @returns how many have ended */
  async tick(): Promise<number> {
    const now = this.#clock();
    const { policies } = await this.#source.current();
    const products = new Map<string, MeshProduct>(
      (await this.#mesh.all('product')).map(product => [product.ref, product]),
    );
    return this.#db.transaction(async tx => {
      const ended = await takeEnded(tx, now);
      await appendHistory(
        tx,
        ended.map(exemption => {
          const product = products.get(exemption.productRef);
          const policy = policies.find(({ id }) => id === exemption.policyId);
          return exemptionFact(
            'exemption.ended',
            SYSTEM_ACTOR,
            exemption,
            {
              policyTitle: policy?.title ?? exemption.policyId,
              productTitle: product?.title ?? exemption.productRef,
              ...(product?.ownerRef ? { owner: product.ownerRef } : {}),
            },
            { wasApproved: exemption.decided === 'approved' },
          );
        }),
        now,
      );
      return ended.length;
    });
  }
}
