import { useState } from 'react';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../../common/Failure';
import { TypedSearch } from '../../common/TypedSearch';
import { useEntityTitles } from '../../entities/useEntityTitles';
import { counted } from '../../humanise/numbers';
import { useAsk } from '../../live/useAsk';
import styles from '../access.module.css';

const SHOWN = 6;
const LONGEST = 200;

/** A data product, found by what it is called, or by its owner or topic. */
export function ProductPick(props: {
  /** Refs of those that are in the request already. */
  taken: string[];
  onPick: (ref: string) => void;
}) {
  const { taken, onPick } = props;
  const [typed, setTyped] = useState('');
  const q = typed.trim().slice(0, LONGEST);
  const { value, error, retry } = useAsk(`products:${q}`, api =>
    api.listProducts({ ...(q && { q }), limit: SHOWN }),
  );
  const others = value ? value.totalItems - value.items.length : 0;
  return (
    <>
      <TypedSearch
        label="Another data product"
        placeholder="A part of its name, topic or owner"
        // One has just asked to look for one.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={typed}
        onSearch={setTyped}
      />
      {error && (
        <Failure
          title="Data products could not be searched"
          error={error}
          onRetry={retry}
        />
      )}
      {!value && !error && <Skeleton width="100%" height="8rem" />}
      {value && (
        <FoundProducts items={value.items} taken={taken} onPick={onPick} />
      )}
      {value?.items.length === 0 && (
        <Text as="p" role="status">
          {q
            ? `No data product that you may see matches “${q}”. Try a part of its name, description, domain, owner or topic.`
            : 'There is no data product that you may see.'}
        </Text>
      )}
      {others > 0 && (
        <Text as="p" variant="body-small" color="secondary" role="status">
          {`${counted(
            others,
            'other',
          )} not shown; type more of what you look for.`}
        </Text>
      )}
    </>
  );
}

function FoundProducts(props: {
  items: MeshProduct[];
  taken: string[];
  onPick: (ref: string) => void;
}) {
  const { items, taken, onPick } = props;
  const titleOf = useEntityTitles(
    items.flatMap(({ domainRef, ownerRef }) =>
      [domainRef, ownerRef].flatMap(ref => ref ?? []),
    ),
  );
  const whose = ({ domainRef, ownerRef }: MeshProduct) =>
    `${domainRef ? `In ${titleOf(domainRef)}` : 'In no domain'}, owned by ${
      ownerRef ? titleOf(ownerRef) : 'nobody yet'
    }`;
  const whyNot = ({ ref, ports }: MeshProduct) => {
    if (taken.includes(ref)) return 'Already in this request';
    return ports.length === 0 ? 'Has no port to ask for' : undefined;
  };
  return (
    <ul className={styles.plain} aria-label="Data products found">
      {items.map(product => {
        const { ref, title } = product;
        const reason = whyNot(product);
        return (
          <li key={ref}>
            <Flex justify="between" align="center" gap="3">
              <div>
                <Text as="p" weight="bold">
                  {title}
                </Text>
                <Text as="p" variant="body-small" color="secondary">
                  {whose(product)}
                </Text>
              </div>
              {reason ? (
                <Text variant="body-small" color="secondary">
                  {reason}
                </Text>
              ) : (
                <Button
                  size="small"
                  variant="secondary"
                  aria-label={`Add ${title}`}
                  onPress={() => onPick(ref)}
                >
                  Add
                </Button>
              )}
            </Flex>
          </li>
        );
      })}
    </ul>
  );
}
