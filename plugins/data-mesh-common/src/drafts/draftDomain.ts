import { DATA_DOMAIN_TYPE } from '../kinds';
import type { DomainDraft } from './DomainDraft';

/** What a draft of a domain comes to. @public */
export type DraftedDomain = { domain: { entity: Record<string, unknown> } };

/**
 * Turns what a form asks into a domain: pure. Nothing is checked here; the plan
 * over it says what is wrong.
 *
 * @public
 */
export function draftDomain(draft: DomainDraft): DraftedDomain {
  const { name, title, description, owner, subdomainOf } = draft;
  const { steward, defaultClassification } = draft;
  return {
    domain: {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Domain',
        metadata: {
          name,
          ...(title ? { title } : {}),
          ...(description ? { description } : {}),
        },
        spec: {
          type: DATA_DOMAIN_TYPE,
          owner,
          ...(subdomainOf ? { subdomainOf } : {}),
          dataMesh: {
            ...(steward ? { steward } : {}),
            ...(defaultClassification ? { defaultClassification } : {}),
          },
        },
      },
    },
  };
}
