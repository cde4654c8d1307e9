import { Text } from '@backstage/ui';
import type { DomainScore } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import styles from '../common/common.module.css';

/** How many products have nothing wrong, in words and as a bar. */
export function CleanShare({ score }: { score: DomainScore }) {
  return (
    <>
      <Text as="p">{shareWords(score)}</Text>
      <CleanBar score={score} />
    </>
  );
}

/** The same as a bar alone, where the words are beside it already. */
export function CleanBar({ score }: { score: DomainScore }) {
  return (
    <progress
      className={styles.progress}
      aria-label={`Nothing is wrong with ${shareWords(score)}`}
      value={score.clean}
      max={Math.max(score.products, 1)}
    />
  );
}

function shareWords({ clean, products }: DomainScore): string {
  return `${clean} of ${counted(products, 'product')}`;
}
