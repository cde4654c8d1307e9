import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import type {
  AccessQuery,
  AccessResource,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { ResponsibilityRow } from '../tables';

/** Columns that hold the refs of product and consumer in a query. */
export type SubjectColumns = { product: string; consumer: string };

/** Narrows a query to what the permission policy lets be seen. */
export type Narrow = (
  query: Knex.QueryBuilder,
  columns: SubjectColumns,
) => void;

/** Makes a decision of the policy into SQL; nothing where it allows all. */
export type Narrowing = (
  decision: PolicyDecision | undefined,
) => Narrow | undefined;

type Criteria = PermissionCriteria<AccessQuery>;

function where(
  query: Knex.QueryBuilder,
  criteria: Criteria,
  columns: SubjectColumns,
): void {
  if ('allOf' in criteria) {
    query.where(all => {
      for (const part of criteria.allOf) where(all, part, columns);
    });
  } else if ('anyOf' in criteria) {
    query.where(any => {
      for (const part of criteria.anyOf) {
        any.orWhere(one => where(one, part, columns));
      }
    });
  } else if ('not' in criteria) {
    query.whereNot(inner => where(inner, criteria.not, columns));
  } else {
    const { role, claims } = criteria;
    const column =
      role === 'consumer-owner' ? columns.consumer : columns.product;
    // `exists` and not `in`: a topic without a product must come out false.
    query.whereExists(found => {
      found
        .from('responsibilities')
        .whereRaw('responsibilities.entity_ref = ??', [column])
        .andWhere({ role })
        .whereIn('owner_ref', claims);
    });
  }
}

/** Compiles conditional decisions by the rules of one resource type. */
export function createNarrowing(
  transform: ConditionTransformer<AccessQuery>,
): Narrowing {
  return decision => {
    if (decision?.result !== AuthorizeResult.CONDITIONAL) return undefined;
    const criteria = transform(decision.conditions);
    return (query, columns) => where(query, criteria, columns);
  };
}

/** Who stands behind a product and a consumer, from what is stored. */
export async function readAccessResource(
  tx: Knex,
  productRef: string | undefined,
  consumerRef: string,
): Promise<AccessResource> {
  const rows = await tx<ResponsibilityRow>('responsibilities')
    .whereIn('entity_ref', [consumerRef, ...(productRef ? [productRef] : [])])
    .select();
  const of = (role: string) =>
    rows.filter(row => row.role === role).map(row => row.owner_ref);
  const [productOwner] = of('product-owner');
  const [consumerOwner] = of('consumer-owner');
  return {
    ...(productOwner ? { productOwner } : {}),
    ...(consumerOwner ? { consumerOwner } : {}),
    domainStewards: of('domain-steward'),
  };
}
