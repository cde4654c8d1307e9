import { Flex, Text } from '@backstage/ui';
import type { SchemaChangePlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { AnyOf } from '../access/Deciders';
import { EntityLink } from '../entities/EntityLink';
import { listed } from '../humanise/lists';
import { counted } from '../humanise/numbers';
import { BreaksList } from './BreaksList';
import { planSummary } from './schemaChangeWords';
import { SchemaDiff } from './SchemaDiff';

/** What a schema would break, whom it asks, and who could override them. */
export function ChangePlanView(props: {
  plan: SchemaChangePlan;
  /** Name of the port that it would be of its own. */
  newPort?: string;
  schema: string;
}) {
  const { plan, newPort, schema } = props;
  const { compatible, readers, hiddenReaders, overriders, level } = plan;
  const unknown = readers.some(({ kind }) => kind === 'group');
  return (
    <Flex direction="column" gap="4">
      <Text as="p" variant="body-large" weight="bold" role="status">
        {planSummary(plan, newPort)}
      </Text>
      {!compatible && (
        <>
          <Text as="p">{`The compatibility of ${plan.subject} is ${level}.`}</Text>
          <BreaksList {...plan} />
        </>
      )}
      {readers.length > 0 && (
        <ul className={styles.list} aria-label="Who is asked">
          {readers.map(({ consumer, owner, groups }) => (
            <li key={consumer ?? groups[0]}>
              <Text as="p">
                {consumer ? (
                  <>
                    <EntityLink inText newTab entityRef={consumer} />
                    {owner ? ', for which ' : ', for which nobody can answer'}
                    {owner && (
                      <>
                        <EntityLink inText newTab entityRef={owner} /> answers
                      </>
                    )}
                  </>
                ) : (
                  `Group ${listed(groups)}, of nobody known`
                )}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {hiddenReaders !== undefined && (
        <Text as="p" color="secondary">
          {`And ${counted(hiddenReaders, 'reader')} that you may not see.`}
        </Text>
      )}
      {!compatible && (
        <Text as="p">
          {unknown ? 'Groups of nobody known cannot answer: ' : 'If need be, '}
          <AnyOf refs={overriders} newTab />
          {unknown ? ' has to accept it.' : ' can accept it for them.'}
        </Text>
      )}
      <SchemaDiff before={plan.before?.schema} after={schema} />
    </Flex>
  );
}
