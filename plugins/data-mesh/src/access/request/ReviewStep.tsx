import { Alert, Flex, Skeleton, Text } from '@backstage/ui';
import type {
  AccessPlan,
  Consumer,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { errorWords } from '../../common/errorWords';
import { Failure } from '../../common/Failure';
import { afterPeriod, dayWords } from '../../humanise/times';
import type { Answer } from '../../live/useAsk';
import { capitalised } from '../../state/words';
import styles from '../access.module.css';
import { PlannedItemView } from './PlannedItemView';
import type { RequestForm } from './requestForm';

/** The third step: exactly what would happen, and who decides. */
export function ReviewStep(props: {
  details: ProductDetails;
  form: RequestForm;
  consumer?: Consumer;
  duration: string;
  plan: Answer<AccessPlan>;
  /** Why it could not be sent. */
  failure?: Error;
  onLeaveOut: (port: string) => void;
}) {
  const { details, form, consumer, duration, plan, failure, onLeaveOut } =
    props;
  const end = plan.value?.endsAt ?? afterPeriod(duration, Date.now());
  return (
    <>
      <Text as="p" variant="body-large">
        {`${consumer?.title} asks to ${form.mode} ${details.product.title}${
          end ? ` until ${dayWords(end)}` : ''
        }:`}
      </Text>
      <blockquote className={styles.quote}>
        <Text>{capitalised(form.purpose.trim())}</Text>
      </blockquote>
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
          {plan.value.items.map(item => (
            <PlannedItemView
              key={`${item.port} ${item.environment}`}
              item={item}
              details={details}
              onLeaveOut={
                plan.value!.items.length > 1
                  ? () => onLeaveOut(item.port)
                  : undefined
              }
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
