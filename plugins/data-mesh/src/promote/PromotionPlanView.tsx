import { CodeSnippet } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import type {
  PromotedProduct,
  PromotionPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { PolicyResults } from '../common/PolicyResults';
import { sentence } from '../humanise/sentence';
import { PromotedPortView, Refused, Sentences } from './PromotedPortView';
import styles from './promote.module.css';

/** What promoting a product comes to, port by port. */
export function PromotionPlanView(props: {
  plan: PromotionPlan;
  keep: string[];
  onKeep: (keep: string[]) => void;
}) {
  const { plan, keep, onKeep } = props;
  const { ports, product, refusal } = plan;
  return (
    <Flex direction="column" gap="4">
      {refusal && (
        <Refused
          title="The product cannot be promoted like this"
          message={refusal.message}
        />
      )}
      {ports.map(each => (
        <PromotedPortView
          key={each.port}
          promoted={each}
          keep={keep}
          onKeep={onKeep}
        />
      ))}
      {product && <ProductView product={product} />}
    </Flex>
  );
}

function ProductView({ product }: { product: PromotedProduct }) {
  const { consequences, results, refusal, state } = product;
  const isOfPolicies = results.some(({ blocks }) => blocks);
  if (state === 'same') return null;
  return (
    <section aria-label="The product" className={styles.port}>
      <Text as="h3" variant="body-large" weight="bold">
        The product
      </Text>
      <Sentences label="What becomes of the product" texts={consequences} />
      <PolicyResults results={results} done="published" />
      {refusal && !isOfPolicies && (
        <Refused
          title="The product cannot be published like this"
          message={refusal.message}
        />
      )}
    </section>
  );
}

/** What is to be merged where a product is described in Git. */
export function GitLines({ product }: { product: PromotedProduct }) {
  const { lines, declaredAt } = product;
  if (lines === undefined) return null;
  return (
    <Flex direction="column" gap="2">
      <Text as="p">
        {sentence(
          declaredAt
            ? `Merge these lines into ${declaredAt.replace(/^url:/, '')}`
            : 'Merge these lines into its descriptor',
        )}
      </Text>
      <div className={styles.lines}>
        <CodeSnippet text={lines} language="yaml" showCopyCodeButton />
      </div>
    </Flex>
  );
}
