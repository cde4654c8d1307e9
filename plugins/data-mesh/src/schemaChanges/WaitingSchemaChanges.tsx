import { Flex, Text } from '@backstage/ui';
import type { SchemaChangeSummary } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { TextLink } from '../common/TextLink';
import { counted } from '../humanise/numbers';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';

/** Changes that wait for an answer of the user's, if there are any. */
export function WaitingSchemaChanges(props: {
  changes: SchemaChangeSummary[];
}) {
  const { changes } = props;
  const links = useMeshLinks();
  if (changes.length === 0) return null;
  return (
    <Flex direction="column" gap="2">
      <Text as="p" variant="body-large" weight="bold">
        {`${counted(
          changes.length,
          'new schema breaks',
          'new schemas break',
        )} consumers of yours`}
      </Text>
      <ul className={styles.list} aria-label="Schema changes">
        {changes.map(({ id, productTitle, port, respondBy }) => (
          <li key={id}>
            <Text as="p">
              <TextLink href={links.schemaChange(id)}>
                {`${productTitle}, port ${port}`}
              </TextLink>
              {respondBy && (
                <>
                  {': to answer by '}
                  <Until at={respondBy} />
                </>
              )}
            </Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
