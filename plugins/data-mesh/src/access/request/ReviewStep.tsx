import { Alert, Flex, Skeleton, Text } from '@backstage/ui';
import type {
  AccessPlan,
  Consumer,
  PlannedItem,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { errorWords } from '../../common/errorWords';
import { Failure } from '../../common/Failure';
import { listed } from '../../humanise/lists';
import { afterPeriod, momentWords } from '../../humanise/times';
import type { Answer } from '../../live/useAsk';
import { capitalised } from '../../state/words';
import styles from '../access.module.css';
import { PlannedProduct } from './PlannedProduct';
import type { RequestForm } from './requestForm';

/** The third step: exactly what would happen, and who decides. */
export function ReviewStep(props: {
  /** Those that are asked for. */
  products: ProductDetails[];
  form: RequestForm;
  consumer?: Consumer;
  duration: string;
  plan: Answer<AccessPlan>;
  /** Why it could not be sent. */
  failure?: Error;
  onLeaveOut: (item: PlannedItem) => void;
}) {
  const { products, form, consumer, duration, plan, failure, onLeaveOut } =
    props;
  const items = plan.value?.items ?? [];
  const end = plan.value?.endsAt ?? afterPeriod(duration, Date.now());
  return (
    <>
      <Text as="p" variant="body-large">
        {`${consumer?.title} asks to ${form.mode} ${listed(
          products.map(({ product }) => product.title),
        )}${end ? ` until ${momentWords(end)}` : ''}:`}
      </Text>
      <blockquote className={styles.quote}>
        <Text>{capitalised(form.purpose.trim())}</Text>
      </blockquote>
      {form.isEmergency && (
        <Alert
          icon
          role="status"
          status="warning"
          title="Emergency access"
          description={`For ${form.incident.trim()}. Its owners are told as soon as you take it, and the review stays open until somebody else says whether it was right.`}
        />
      )}
      {plan.error && (
        <Failure
          title="What would happen could not be asked"
          error={plan.error}
          onRetry={plan.retry}
        />
      )}
      {plan.pending && <Skeleton width="100%" height="8rem" />}
      {plan.value?.refusal && (
        <Alert
          icon
          role="alert"
          status="danger"
          title="This cannot be asked for"
          description={plan.value.refusal.message}
        />
      )}
      {plan.value && (
        <Flex direction="column" gap="4">
          {products.map(details => (
            <PlannedProduct
              key={details.product.ref}
              details={details}
              isHeaded={products.length > 1}
              items={items.filter(
                ({ product }) => product === details.product.ref,
              )}
              onLeaveOut={items.length > 1 ? onLeaveOut : undefined}
            />
          ))}
        </Flex>
      )}
      {failure && (
        <Alert
          icon
          role="alert"
          status="danger"
          title="The request was not sent"
          description={errorWords(failure)}
        />
      )}
    </>
  );
}
