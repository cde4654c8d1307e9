import { Text } from '@backstage/ui';
import styles from '../access/access.module.css';
import { LiveView } from '../common/LiveView';
import { stageMeaning } from './governanceWords';
import { StageWords } from './StageWords';
import { usePolicies } from './useGovernance';

/** What a policy is for, and what becomes of whoever violates it. */
export function PolicyWhy({ id }: { id: string }) {
  const policies = usePolicies();
  return (
    <LiveView live={policies} what="The policy" height="4rem">
      {({ items }) => {
        const policy = items.find(each => each.id === id);
        if (!policy) {
          return (
            <Text color="secondary">The policy is not there any more.</Text>
          );
        }
        return (
          <>
            <blockquote className={styles.quote}>
              <Text>{policy.why}</Text>
            </blockquote>
            <Text as="p">
              <StageWords policy={policy} />
              {`. ${stageMeaning(policy)}`}
            </Text>
          </>
        );
      }}
    </LiveView>
  );
}
