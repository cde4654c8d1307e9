import { Text } from '@backstage/ui';
import styles from '../lifecycle/lifecycle.module.css';
import { EntityLink } from '../entities/EntityLink';
import type { ClaimedProduct } from './bulkClaim';
import type { BulkClaim } from './useBulkClaim';

/** The products that claimed topics are, or would be, each with its result. */
export function BulkClaimResults({ claim }: { claim: BulkClaim }) {
  return (
    <ul aria-label="Products" className={styles.readers}>
      {claim.products.map(product => (
        <li key={product.key}>
          <ResultLine product={product} />
        </li>
      ))}
    </ul>
  );
}

function ResultLine({ product }: { product: ClaimedProduct }) {
  const { title, topics, published, refusal } = product;
  const names = topics.map(({ topic }) => topic).join(', ');
  return (
    <>
      <Text as="p" weight="bold">
        {published && product.product ? (
          <EntityLink inText newTab entityRef={product.product}>
            {title}
          </EntityLink>
        ) : (
          title
        )}
      </Text>
      <Text as="p" color="secondary">
        {names}
      </Text>
      {refusal ? (
        <Text as="p" color="danger">
          {refusal}
        </Text>
      ) : (
        <Text as="p">{published ? 'Published' : 'Can be published'}</Text>
      )}
    </>
  );
}
