import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import type {
  Finding,
  FindingPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import access from '../access/access.module.css';
import { LiveView } from '../common/LiveView';
import { TextLink } from '../common/TextLink';
import { ProductExemptionsCard } from '../exemptions/ProductExemptionsCard';
import { useProduct } from '../entity/useProduct';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import { FindingGroupView } from './FindingGroupView';
import { byPolicy, lookingWords, openWords } from './governanceWords';
import { useFindings, usePolicies } from './useGovernance';

const SHOWN = 100;

/** On the page of a data product: what is wrong with it, and what was. */
export function GovernanceContent() {
  const { entity } = useEntity();
  const product = stringifyEntityRef(entity);
  const links = useMeshLinks();
  const open = useFindings({ product, limit: SHOWN });
  const fixed = useFindings({ product, state: 'fixed', limit: SHOWN });
  return (
    <Flex direction="column" gap="4">
      <LiveView live={open} what="The findings" height="8rem">
        {({ items, totalItems }) => (
          <>
            <Headline items={items} totalItems={totalItems} />
            {items.length > 0 && (
              <EntityInfoCard title="What to do">
                <ul className={access.plain} aria-label="What to do">
                  {byPolicy(items).map(group => (
                    <li key={group.policy}>
                      <FindingGroupView group={group} />
                    </li>
                  ))}
                </ul>
                {totalItems > items.length && (
                  <TextLink href={links.governance({ product })}>
                    {`All ${counted(totalItems, 'finding')}`}
                  </TextLink>
                )}
              </EntityInfoCard>
            )}
          </>
        )}
      </LiveView>
      <ProductExemptionsCard product={product} />
      <LiveView live={fixed} what="What was fixed" height="4rem">
        {({ items }) =>
          items.length > 0 && (
            <EntityInfoCard title="Fixed">
              <ul className={access.list} aria-label="Fixed">
                {items.map(finding => (
                  <li key={finding.id}>
                    <FixedFinding finding={finding} />
                  </li>
                ))}
              </ul>
            </EntityInfoCard>
          )
        }
      </LiveView>
    </Flex>
  );
}

/** What is wrong in numbers, and how many policies that comes from. */
function Headline(props: Pick<FindingPage, 'items' | 'totalItems'>) {
  const links = useMeshLinks();
  const product = useProduct();
  const policies = usePolicies();
  const isKnown = product.value && policies.value;
  const looking =
    isKnown && lookingWords(policies.value.items, product.value.product);
  const isNothing = props.totalItems === 0;
  return (
    <Flex justify="between" align="center" gap="3">
      <Text as="p" variant="body-large" weight="bold">
        {isNothing && isKnown && !looking
          ? 'No policy looks at it'
          : wrongWords(props)}
      </Text>
      {isKnown && (
        <Text as="p">
          <TextLink href={links.policies}>{looking ?? 'Policies'}</TextLink>
        </Text>
      )}
    </Flex>
  );
}

function wrongWords({
  items,
  totalItems,
}: Pick<FindingPage, 'items' | 'totalItems'>): string {
  if (totalItems === 0) return 'Nothing is wrong';
  if (items.length < totalItems) {
    return `${counted(totalItems, 'finding is', 'findings are')} open`;
  }
  const count = (severity: Finding['severity']) =>
    items.filter(finding => finding.severity === severity).length;
  return openWords({
    error: count('error'),
    warning: count('warning'),
    info: count('info'),
  });
}

function FixedFinding({ finding }: { finding: Finding }) {
  const { message, fixedAt } = finding;
  return (
    <Text as="p">
      {message}
      {fixedAt && (
        <Text variant="body-small" color="secondary">
          {' Fixed '}
          <Ago at={fixedAt} />
        </Text>
      )}
    </Text>
  );
}
