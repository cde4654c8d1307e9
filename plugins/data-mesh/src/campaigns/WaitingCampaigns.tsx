import { Flex, Text } from '@backstage/ui';
import type { Campaign } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { TextLink } from '../common/TextLink';
import { counted } from '../humanise/numbers';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';

/** Open campaigns in which the user has yet to answer, if there are any. */
export function WaitingCampaigns({ campaigns }: { campaigns: Campaign[] }) {
  if (campaigns.length === 0) return null;
  const grants = campaigns.reduce((sum, { yours }) => sum + yours, 0);
  return (
    <Flex direction="column" gap="2">
      <Text as="p" variant="body-large" weight="bold">
        {`${counted(grants, 'grant waits', 'grants wait')} for your answer`}
      </Text>
      <ul className={styles.list} aria-label="Campaigns">
        {campaigns.map(campaign => (
          <li key={campaign.id}>
            <Waiting campaign={campaign} />
          </li>
        ))}
      </ul>
    </Flex>
  );
}

function Waiting({ campaign }: { campaign: Campaign }) {
  const { id, title, yours, dueAt, undecided } = campaign;
  const links = useMeshLinks();
  return (
    <Text as="p">
      <TextLink href={links.campaign(id, { whose: 'mine' })}>{title}</TextLink>
      {`: ${counted(yours, 'grant')} to confirm or drop until `}
      <Until at={dueAt} />
      {undecided === 'revoke' && ', or they are revoked'}
    </Text>
  );
}
