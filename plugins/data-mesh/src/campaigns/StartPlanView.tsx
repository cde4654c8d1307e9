import { Alert, Text } from '@backstage/ui';
import type { CampaignPlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';
import { undecidedWords } from './campaignWords';

/** Whom a campaign asks for how many grants, and what nobody can answer for. */
export function StartPlanView({ plan }: { plan: CampaignPlan }) {
  const { campaign, grants, owners, nobody, domains, dueAt, undecided } = plan;
  const links = useMeshLinks();
  return (
    <>
      <Text as="h3" variant="body-large" weight="bold" role="status">
        {campaign
          ? `${counted(grants, 'grant is', 'grants are')} looked at again`
          : `${counted(grants, 'grant')} would be looked at again`}
      </Text>
      <Text as="p">
        {`${plan.title}: in ${counted(domains.length, 'domain')}, until `}
        <Until at={dueAt} />
        {`; ${undecidedWords(undecided)}.`}
        {campaign && (
          <>
            {' '}
            <TextLink href={links.campaign(campaign.id)}>
              See how far it is
            </TextLink>
          </>
        )}
      </Text>
      <ul className={styles.list} aria-label="Who is asked">
        {owners.map(({ owner, grants: count }) => (
          <li key={owner}>
            <Text as="p">
              <EntityLink inText newTab entityRef={owner} />
              {`: ${counted(count, 'grant')}`}
            </Text>
          </li>
        ))}
      </ul>
      {nobody.length > 0 && (
        <>
          <Alert
            icon
            role="status"
            status="warning"
            title="For some grants nobody can answer"
            description="Neither these products nor their domain has an owner or steward."
          />
          <ul className={styles.list} aria-label="Nobody can answer for">
            {nobody.map(({ product, productTitle, grants: count }) => (
              <li key={product}>
                <Text as="p">
                  <EntityLink inText newTab entityRef={product}>
                    {productTitle}
                  </EntityLink>
                  {`: ${counted(count, 'grant')}`}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
