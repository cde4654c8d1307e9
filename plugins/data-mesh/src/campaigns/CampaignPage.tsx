import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Container,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import type { Campaign } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useParams } from 'react-router-dom';
import styles from '../access/access.module.css';
import { Fact, Facts } from '../common/Facts';
import { LiveView } from '../common/LiveView';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';
import { CampaignItems } from './CampaignItems';
import { campaignSummary } from './campaignWords';
import { CloseButton } from './CloseButton';
import { Progress } from './Progress';
import { useCampaign } from './useCampaigns';

/** One campaign: how far it is, and each of its grants to answer for. */
export function CampaignPage() {
  const { id = '' } = useParams();
  const links = useMeshLinks();
  const campaign = useCampaign(id);
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.campaigns} standalone>
          Campaigns
        </Link>
        <LiveView live={campaign} what="This campaign" height="24rem">
          {value => (
            <>
              <CampaignCard campaign={value} />
              <CampaignItems campaign={value} />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function CampaignCard({ campaign }: { campaign: Campaign }) {
  const { title, reason, domain, domainTitle, dueAt, may } = campaign;
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          <Text as="p" variant="body-large">
            {campaignSummary(campaign)}
          </Text>
          <div>
            <Progress campaign={campaign} />
          </div>
          <blockquote className={styles.quote}>
            <Text>{reason}</Text>
          </blockquote>
          <Facts>
            <Fact label="Domain">
              <EntityLink entityRef={domain}>{domainTitle}</EntityLink>
            </Fact>
            <Fact label="Started by">
              <EntityLink entityRef={campaign.startedBy} />
            </Fact>
            <Fact label="Started">
              <Ago at={campaign.startedAt} />
            </Fact>
            <Fact label="Due">
              <Until at={dueAt} />
            </Fact>
            {campaign.closedBy && (
              <Fact label="Closed early by">
                <EntityLink entityRef={campaign.closedBy} />
                {campaign.closeReason && `: ${campaign.closeReason}`}
              </Fact>
            )}
          </Facts>
        </Flex>
      </CardBody>
      {may.close && (
        <CardFooter>
          <CloseButton campaign={campaign} />
        </CardFooter>
      )}
    </Card>
  );
}
