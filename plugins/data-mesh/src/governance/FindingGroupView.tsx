import { Flex, Text } from '@backstage/ui';
import styles from '../access/access.module.css';
import { TextLink } from '../common/TextLink';
import { RequestExemptionButton } from '../exemptions/RequestExemptionButton';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import type { FindingGroup } from './governanceWords';
import { SeverityLabel } from './SeverityLabel';

/** What to do about findings of one policy, and then what each of them is. */
export function FindingGroupView({ group }: { group: FindingGroup }) {
  const { policy, policyTitle, severity, stage, remedy, findings } = group;
  const links = useMeshLinks();
  return (
    <Flex direction="column" gap="2">
      <Text as="p" variant="body-large" weight="bold">
        {remedy}
      </Text>
      <Flex gap="3" align="center">
        <SeverityLabel severity={severity} />
        <Text>
          <TextLink href={links.policy(policy)}>{policyTitle}</TextLink>
          {stage === 'enforce' && ', enforced'}
        </Text>
        {findings[0].mayExempt && (
          <RequestExemptionButton finding={findings[0]} />
        )}
      </Flex>
      <ul className={styles.list}>
        {findings.map(({ id, message, firstSeenAt }) => (
          <li key={id}>
            <Text as="p">
              {message}
              <Text variant="body-small" color="secondary">
                {' First seen '}
                <Ago at={firstSeenAt} />
              </Text>
            </Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
