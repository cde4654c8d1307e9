import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ClaimedTopic,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { productsOf, type ClaimedProduct } from './bulkClaim';

/** Where a claim of several topics is. */
export type BulkClaim = {
  phase: 'choosing' | 'trying' | 'tried' | 'publishing' | 'done';
  /** What they would become, or have become by now. */
  products: ClaimedProduct[];
  /** Of those that are published, how many have been asked for so far. */
  reached: number;
  failure?: Error;
};

const BEGUN: BulkClaim = { phase: 'choosing', products: [], reached: 0 };

/**
 * Claims several topics: tried first, then product by product, so that one sees
 * how far it is. What failed on the way is tried again by the same run.
 */
export function useBulkClaim(owner: string) {
  const api = useApi(dataMeshApiRef);
  const [claim, setClaim] = useState<BulkClaim>(BEGUN);
  const [run] = useState(() => crypto.randomUUID());

  const attempt = async (topics: TopicKey[]) => {
    setClaim({ ...BEGUN, phase: 'trying' });
    try {
      const { items } = await api.claimTopics({ topics, owner, dryRun: true });
      setClaim({ ...BEGUN, phase: 'tried', products: productsOf(items) });
    } catch (failure) {
      setClaim({ ...BEGUN, failure: failure as Error });
    }
  };

  const publish = async () => {
    const wanted = claim.products.filter(
      ({ refusal, published }) => !refusal && !published,
    );
    const outcome = new Map(claim.products.map(each => [each.key, each]));
    const show = (phase: BulkClaim['phase'], more: Partial<BulkClaim>) =>
      setClaim({
        phase,
        products: [...outcome.values()],
        reached: 0,
        ...more,
      });
    show('publishing', {});
    for (const [reached, product] of wanted.entries()) {
      let items: ClaimedTopic[];
      try {
        ({ items } = await api.claimTopics({
          topics: product.topics,
          owner,
          run,
        }));
      } catch (failure) {
        show('tried', { reached, failure: failure as Error });
        return;
      }
      const [result] = productsOf(items);
      outcome.set(product.key, {
        ...product,
        published: result?.published ?? false,
        ...(result?.refusal ? { refusal: result.refusal } : {}),
      });
      show('publishing', { reached: reached + 1 });
    }
    show('done', { reached: wanted.length });
  };

  return {
    claim,
    attempt,
    publish,
    restart: () => setClaim(BEGUN),
  };
}
