import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import access from '../access/access.module.css';
import { Fact, Facts } from '../common/Facts';
import { EntityLink } from '../entities/EntityLink';
import { EntityLinks } from '../entities/EntityLinks';
import { counted } from '../humanise/numbers';
import { sentence } from '../humanise/sentence';
import { Ago } from '../live/Ago';
import { stageMeaning, valueWords } from './governanceWords';
import { ScopeWords } from './ScopeWords';
import { SeverityLabel } from './SeverityLabel';
import { StageWords } from './StageWords';

/** What a policy is for, what it asks for, and what to do about a violation. */
export function PolicyCard({ policy }: { policy: Policy }) {
  const { title, why, severity, scope, rule, remedy, tightened } = policy;
  const { version, publishedBy, publishedAt } = policy;
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Text as="h2" variant="title-x-small" weight="bold">
            {title}
          </Text>
          <SeverityLabel severity={severity} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          <Text as="p" variant="body-large">
            {findingWords(policy)}
          </Text>
          <blockquote className={access.quote}>
            <Text>{why}</Text>
          </blockquote>
          <Text as="p">
            <StageWords policy={policy} />
            {`. ${stageMeaning(policy)}`}
          </Text>
          <Facts>
            <Fact label="About">
              <ScopeWords scope={scope} />
            </Fact>
            <Fact label="What has to hold">{rule.title}</Fact>
            {rule.parameters.map(({ name, description, value }) => (
              <Fact key={name} label={description}>
                {valueWords(value)}
              </Fact>
            ))}
            {tightened && (
              <Fact label="Stricter in">
                <EntityLinks refs={tightened} />
              </Fact>
            )}
            {publishedBy && publishedAt && (
              <Fact label={`Version ${version}`}>
                {'Published by '}
                <EntityLink inText entityRef={publishedBy} />{' '}
                <Ago at={publishedAt} />
              </Fact>
            )}
          </Facts>
          <Text as="p">
            <strong>What to do: </strong>
            {sentence(remedy)}
          </Text>
        </Flex>
      </CardBody>
    </Card>
  );
}

function findingWords({ findings, products, stageNow }: Policy): string {
  if (stageNow === 'draft') return 'A draft: it is tried below.';
  return findings === 0
    ? 'Nothing is wrong.'
    : `${counted(findings, 'finding is', 'findings are')} open, in ${counted(
        products,
        'product',
      )}.`;
}
