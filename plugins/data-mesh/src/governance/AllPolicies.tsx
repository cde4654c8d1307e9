import { ButtonLink, Container, Flex, Link, Table, Text } from '@backstage/ui';
import type {
  Policy,
  PolicyList,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ProblemsAlert } from '../clusters/ProblemsAlert';
import { LiveView } from '../common/LiveView';
import { counted } from '../humanise/numbers';
import { useMeshLinks } from '../useMeshLinks';
import { NewPolicyLink } from './editor/NewPolicyLink';
import { NoPolicies } from './NoPolicies';
import { policyColumns } from './policyColumns';
import { usePolicies } from './useGovernance';

/** All policies that one may see, and what each of them finds. */
export function AllPolicies() {
  const links = useMeshLinks();
  const policies = usePolicies();
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.governance()} standalone>
          Governance
        </Link>
        <LiveView live={policies} what="The policies" height="20rem">
          {list => (
            <>
              <ProblemsAlert
                title="Policies that cannot be used"
                problems={list.problems}
              />
              {list.mayPublish && <Repairs problems={list.problems} />}
              {list.items.length === 0 ? (
                <NoPolicies mayPublish={list.mayPublish} />
              ) : (
                <>
                  <Flex justify="between" align="center" gap="3">
                    <Text as="p" variant="body-large" weight="bold">
                      {headline(list)}
                    </Text>
                    {list.mayPublish && <NewPolicyLink />}
                  </Flex>
                  <Table
                    columnConfig={policyColumns}
                    data={list.items}
                    pagination={{ type: 'none' }}
                  />
                </>
              )}
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

/** Where those that cannot be used are put right, if in the portal. */
function Repairs({ problems }: Pick<PolicyList, 'problems'>) {
  const links = useMeshLinks();
  const ids = [...new Set(problems.flatMap(({ policy }) => policy ?? []))];
  if (ids.length === 0) return null;
  return (
    <Flex gap="2">
      {ids.map(id => (
        <ButtonLink
          key={id}
          size="small"
          variant="secondary"
          href={links.policyVersions(id)}
        >
          {`Versions of ${id}`}
        </ButtonLink>
      ))}
    </Flex>
  );
}

const STAGES: [stage: Policy['stageNow'], one: string, many: string][] = [
  ['enforce', 'is enforced', 'are enforced'],
  ['warn', 'only warns', 'only warn'],
  ['draft', 'is a draft', 'are drafts'],
];

function headline({ items }: PolicyList): string {
  const parts = STAGES.flatMap(([stage, one, many]) => {
    const count = items.filter(({ stageNow }) => stageNow === stage).length;
    return count > 0 ? [counted(count, one, many)] : [];
  });
  return `${counted(items.length, 'policy', 'policies')}: ${parts.join(', ')}`;
}
