import { Button, Flex, Text } from '@backstage/ui';
import { EntityPick } from '../../entities/EntityPick';
import { useEntityTitles } from '../../entities/useEntityTitles';
import styles from './editor.module.css';

/** Domains that a policy is about; those below them count, too. */
export function DomainsField(props: {
  domains: string[];
  onChange: (domains: string[]) => void;
}) {
  const { domains, onChange } = props;
  const titleOf = useEntityTitles(domains);
  return (
    <Flex direction="column" gap="2">
      <EntityPick
        // Each choice begins with an empty field.
        key={domains.join()}
        label="Domains"
        placeholder={domains.length > 0 ? 'Add another' : 'All'}
        kinds={['domain']}
        value=""
        onChange={ref =>
          ref && !domains.includes(ref) && onChange([...domains, ref])
        }
      />
      {domains.length > 0 && (
        <ul className={styles.chosen} aria-label="Chosen domains">
          {domains.map(ref => (
            <li key={ref}>
              <Text>{titleOf(ref)}</Text>
              <Button
                size="small"
                variant="tertiary"
                aria-label={`Remove ${titleOf(ref)}`}
                onPress={() => onChange(domains.filter(each => each !== ref))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Flex>
  );
}
