import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import type { FindingPage } from '@data-mesh/backstage-plugin-data-mesh-common';
import { LiveView } from '../common/LiveView';
import { TextLink } from '../common/TextLink';
import { counted } from '../humanise/numbers';
import { useMeshLinks } from '../useMeshLinks';
import { CleanBar } from './CleanShare';
import { openCount, scoreWords } from './governanceWords';
import { useFindings, usePolicies } from './useGovernance';

/** On the page of a domain: how its data products stand. */
export function DomainGovernanceCard() {
  const { entity } = useEntity();
  const domain = stringifyEntityRef(entity);
  const findings = useFindings({ domain, limit: 1 });
  return (
    <EntityInfoCard title="Governance">
      <LiveView live={findings} what="The findings" height="4rem">
        {page => <Score domain={domain} page={page} />}
      </LiveView>
    </EntityInfoCard>
  );
}

function Score({ domain, page }: { domain: string; page: FindingPage }) {
  const links = useMeshLinks();
  const policies = usePolicies();
  if (page.totalItems === 0 && policies.value?.items.length === 0) {
    return (
      <Text as="p" color="secondary">
        {'There are no policies yet: '}
        <TextLink href={links.governance()}>what they are for</TextLink>
      </Text>
    );
  }
  const score = page.domains.find(each => each.domain === domain);
  const below = page.totalItems - (score ? openCount(score) : 0);
  return (
    <Flex direction="column" gap="3">
      {score ? (
        <>
          <Text as="p" weight="bold">
            {scoreWords(score)}
          </Text>
          <div>
            <CleanBar score={score} />
          </div>
        </>
      ) : (
        <Text as="p" color="secondary">
          The domain has no data products of its own.
        </Text>
      )}
      {page.totalItems > 0 && (
        <Text as="p">
          <TextLink href={links.governance({ domain })}>
            {`${counted(page.totalItems, 'finding')} to look at`}
          </TextLink>
          {below > 0 && `, ${below} of them in domains below it`}
        </Text>
      )}
    </Flex>
  );
}
