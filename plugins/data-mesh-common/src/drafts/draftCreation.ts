import { InputError } from '@backstage/errors';
import type { AccessDraft } from './AccessDraft';
import { draftDomain, type DraftedDomain } from './draftDomain';
import { draftProduct, type DraftedProduct } from './draftProduct';
import {
  readAccessDraft,
  readDomainDraft,
  readProductDraft,
} from './readDraft';

/** A request of a draft, as the API takes it. @public */
export type DraftedAccess = Omit<AccessDraft, 'inputs'> & {
  items: AccessDraft['inputs'];
  mode: 'read';
};

/** What a form comes to: a product, access to others, or both; or a domain. @public */
export type DraftedCreation = Partial<DraftedProduct> &
  Partial<DraftedDomain> & { accessRequest?: DraftedAccess };

/**
 * Turns the values of a form into what is made: a topic with its product where
 * it names a topic, access where it names inputs and a consumer. The service of
 * a form with both is its consumer. Pure.
 *
 * @param makes - that the form is of a domain, which its values do not tell
 * @throws InputError that names the field which is missing, or not what it
 *   should be
 * @public
 */
export function draftCreation(
  values: Record<string, unknown>,
  makes?: 'domain',
): DraftedCreation {
  if (makes === 'domain') return draftDomain(readDomainDraft(values));
  const isProduct = isFilled(values.topic) || isFilled(values.cluster);
  const isAccess = isFilled(values.consumer);
  if (!isProduct && !isAccess) {
    throw new InputError(
      'topic and consumer are missing; fill in one of them, or both',
    );
  }
  return {
    ...(isProduct
      ? draftProduct({
          ...readProductDraft(values),
          ...(isAccess ? { producedBy: String(values.consumer) } : {}),
        })
      : {}),
    ...(isAccess ? { accessRequest: requestOf(readAccessDraft(values)) } : {}),
  };
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function requestOf({ inputs, groups, ...rest }: AccessDraft): DraftedAccess {
  return {
    ...rest,
    items: inputs.map(({ product, port }) => ({ product, port })),
    mode: 'read',
    ...(groups?.length ? { groups } : {}),
  };
}
