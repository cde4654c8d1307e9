import { Text } from '@backstage/ui';
import styles from '../../access/access.module.css';
import { EntityLink } from '../../entities/EntityLink';
import { counted } from '../../humanise/numbers';
import type { FailingGroup } from './trialWords';

/** The products of one domain and owner that would newly fail, and why each. */
export function FailingGroupView({ group }: { group: FailingGroup }) {
  const { domain, owner, products } = group;
  return (
    <section>
      <Text as="h4" weight="bold">
        {domain ? <EntityLink inText entityRef={domain} /> : 'No domain'}
        {', '}
        {owner ? <EntityLink inText entityRef={owner} /> : 'owned by nobody'}
        {`: ${counted(products.length, 'product')}`}
      </Text>
      <ul className={styles.list}>
        {products.map(({ product, productTitle, violations }) => (
          <li key={product}>
            <Text as="p">
              <EntityLink inText entityRef={product}>
                {productTitle}
              </EntityLink>
            </Text>
            {violations.map(({ subject, message }) => (
              <Text key={subject} as="p" variant="body-small">
                {message}
              </Text>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
