import { Container, Flex, Link, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { PolicyExemptionsCard } from '../exemptions/PolicyExemptionsCard';
import { useMeshLinks } from '../useMeshLinks';
import { PolicyActions } from './editor/PolicyActions';
import { findingColumns } from './findingColumns';
import { FindingsList } from './FindingsList';
import { PolicyCard } from './PolicyCard';
import { usePolicies } from './useGovernance';
import { WhatIfCard } from './whatIf/WhatIfCard';

const columns = [
  findingColumns.severity,
  findingColumns.what,
  findingColumns.product,
  findingColumns.owner,
  findingColumns.since,
];

/** One policy: why it is there, what it finds, and what a change would. */
export function PolicyPage() {
  const { id = '' } = useParams();
  const links = useMeshLinks();
  const policies = usePolicies();
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.policies} standalone>
          Policies
        </Link>
        <LiveView live={policies} what="This policy" height="24rem">
          {({ items, mayPublish }) => {
            const policy = items.find(each => each.id === id);
            if (!policy) {
              return (
                <Empty title={`There is no policy ${id}`}>
                  It may have been retired or taken out of the configuration, or
                  be a draft: operators and governance alone see those.
                </Empty>
              );
            }
            return (
              <>
                {mayPublish && <PolicyActions policy={policy} />}
                <PolicyCard policy={policy} />
                <PolicyExemptionsCard policy={id} />
                <WhatIfCard policy={policy} />
                <Text as="h2" variant="title-x-small" weight="bold">
                  What it finds now
                </Text>
                <FindingsList
                  query={{ policy: id }}
                  columns={columns}
                  emptyState={
                    <Empty title="It finds nothing wrong">
                      {policy.stageNow === 'draft'
                        ? 'A draft is only tried: what it would find is shown above.'
                        : 'Every data product that it is about, and that you may see, holds to it.'}
                    </Empty>
                  }
                />
              </>
            );
          }}
        </LiveView>
      </Flex>
    </Container>
  );
}
