import { Alert, Button, Flex, Text } from '@backstage/ui';
import styles from '../../common/common.module.css';
import { Failure } from '../../common/Failure';
import { exactNumber } from '../../humanise/numbers';
import type { RunningTrial } from './useTrial';

/** How far a trial is, what stopped it, and the way to stop it or go on. */
export function TrialProgress({ run }: { run: RunningTrial }) {
  const { trial, pending, isCancelled, error, retry, cancel } = run;
  if (error) {
    return (
      <Failure title="It could not be tried" error={error} onRetry={retry} />
    );
  }
  const tried = trial
    ? `${exactNumber(trial.products)} of ${exactNumber(
        trial.totalProducts,
      )} products were tried`
    : 'No product was tried';
  if (isCancelled) {
    return (
      <Alert
        icon
        role="status"
        status="warning"
        title="It was stopped"
        description={`${tried}, so that all numbers are of these.`}
        customActions={
          <Button size="small" variant="secondary" onPress={retry}>
            Try all
          </Button>
        }
      />
    );
  }
  if (!pending) return null;
  return (
    <Flex direction="column" gap="2">
      <Text as="p" role="status">
        It is held against every data product
      </Text>
      <Flex align="center" gap="3">
        <progress
          className={styles.progress}
          aria-label="Products that were tried"
          // Without a value it says that nobody knows yet.
          {...(trial && {
            value: trial.products,
            max: Math.max(trial.totalProducts, 1),
          })}
        />
        {trial && <Text variant="body-small">{tried}</Text>}
        <Button size="small" variant="secondary" onPress={cancel}>
          Stop
        </Button>
      </Flex>
    </Flex>
  );
}
