import type { ReactNode } from 'react';
import type { ResultHighlight } from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import { Badge, Flex, Link, Text } from '@backstage/ui';
import { EntityLink } from '../entities/EntityLink';
import { ClassificationLabel } from '../state/ClassificationLabel';
import { capitalised } from '../state/words';
import { readMatches, type FoundProduct, type Matches } from './matches';
import styles from './search.module.css';

// More than these tell no better that it is the right product.
const MAX_FIELDS = 5;

/** A data product among the results of the search, and why it was found. */
export function DataProductResult(props: {
  result?: FoundProduct;
  highlight?: ResultHighlight;
  icon?: ReactNode;
}) {
  const { result: product, highlight, icon } = props;
  if (!product) return null;
  const { title, description, fields, lines } = readMatches(product, highlight);
  const marked = (text: string) =>
    highlight ? (
      <HighlightedSearchResultText {...highlight} text={text} />
    ) : (
      text
    );
  return (
    <Flex gap="4">
      {icon}
      <div className={styles.result}>
        <Link
          href={product.location}
          variant="title-x-small"
          weight="bold"
          standalone
          noTrack
        >
          {marked(title)}
        </Link>
        <div className={styles.facts}>
          <Whose product={product} />
          <ClassificationLabel value={product.classification || undefined} />
          {product.lifecycle && product.lifecycle !== 'production' && (
            <Badge size="small">{capitalised(product.lifecycle)}</Badge>
          )}
        </div>
        {description && <Text as="p">{marked(description)}</Text>}
        {lines.map(line => (
          <Text as="p" key={line} variant="body-small" color="secondary">
            {marked(line)}
          </Text>
        ))}
        <Fields fields={fields} marked={marked} />
      </div>
    </Flex>
  );
}

function Whose({ product: { domain, owner } }: { product: FoundProduct }) {
  return (
    <Text color="secondary">
      {domain && (
        <>
          In <EntityLink inText entityRef={domain} />,{' '}
        </>
      )}
      {owner ? (
        <>
          owned by <EntityLink inText entityRef={owner} />
        </>
      ) : (
        'owned by nobody yet'
      )}
    </Text>
  );
}

function Fields(props: {
  fields: Matches['fields'];
  marked: (text: string) => ReactNode;
}) {
  const { fields, marked } = props;
  if (fields.length === 0) return null;
  const more = fields.length - MAX_FIELDS;
  return (
    <ul className={styles.fields} aria-label="Fields that match">
      {fields.slice(0, MAX_FIELDS).map(({ path, meaning }) => (
        <li key={path}>
          <code>{marked(path)}</code>
          {meaning && <Text color="secondary"> {marked(meaning)}</Text>}
        </li>
      ))}
      {more > 0 && (
        <li>
          <Text color="secondary">
            {more === 1 ? '1 more field' : `${more} more fields`}
          </Text>
        </li>
      )}
    </ul>
  );
}
