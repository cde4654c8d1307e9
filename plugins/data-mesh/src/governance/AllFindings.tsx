import { Container, Flex, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { ProblemsAlert } from '../clusters/ProblemsAlert';
import { Empty } from '../common/Empty';
import { NewDomainLink } from '../domain/NewDomainLink';
import { LiveView } from '../common/LiveView';
import { TextLink } from '../common/TextLink';
import { counted } from '../humanise/numbers';
import { useMeshLinks } from '../useMeshLinks';
import { findingColumns } from './findingColumns';
import { FindingFilters } from './FindingFilters';
import { FindingsList } from './FindingsList';
import { FINDING_PARAMS, readQuery } from './findingView';
import { scoreWords, sumOf } from './governanceWords';
import { NoPolicies } from './NoPolicies';
import { Scorecard } from './Scorecard';
import { TrendChart } from './TrendChart';
import { usePolicies, useScores, useTrend } from './useGovernance';

const columns = [
  findingColumns.severity,
  findingColumns.what,
  findingColumns.product,
  findingColumns.owner,
  findingColumns.since,
  findingColumns.policy,
];

/** How the domains stand, and what policies find wrong with their products. */
export function AllFindings() {
  const links = useMeshLinks();
  const [params] = useSearchParams();
  const policies = usePolicies();
  const scores = useScores();
  const trend = useTrend();
  const isNarrowed = FINDING_PARAMS.some(name => params.get(name));
  if (policies.value?.items.length === 0) {
    return (
      <Container>
        <Flex direction="column" gap="4" pb="6">
          <ProblemsAlert
            title="Policies that cannot be used"
            problems={policies.value.problems}
          />
          <NoPolicies mayPublish={policies.value.mayPublish} />
        </Flex>
      </Container>
    );
  }
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={scores} what="The findings" height="24rem">
          {({ domains }) => (
            <>
              <Flex justify="between" align="center" gap="3">
                <Text as="p" variant="body-large" weight="bold">
                  {scoreWords(sumOf(domains))}
                </Text>
                <Flex align="center" gap="3">
                  <Text as="p">
                    <TextLink href={links.policies}>
                      {policies.value
                        ? counted(
                            policies.value.items.length,
                            'policy',
                            'policies',
                          )
                        : 'Policies'}
                    </TextLink>
                  </Text>
                  <NewDomainLink label="New domain …" />
                </Flex>
              </Flex>
              {trend.value && <TrendChart days={trend.value} />}
              {domains.length > 0 && <Scorecard domains={domains} />}
              <FindingFilters />
              <FindingsList
                query={readQuery(params)}
                columns={columns}
                emptyState={<NoFindings isNarrowed={isNarrowed} />}
              />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function NoFindings({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty title="No finding matches">
      Nothing that you may see has all of this. Fewer filters find more.
    </Empty>
  ) : (
    <Empty title="Nothing is wrong">
      Every data product that you may see holds to all policies. Something new
      that is wrong appears here within a minute.
    </Empty>
  );
}
