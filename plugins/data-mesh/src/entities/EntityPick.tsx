import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { SearchPick } from '../common/SearchPick';
import { useEntityTitles } from './useEntityTitles';

const SHOWN = 50;
const FIELDS = ['metadata.name', 'metadata.title', 'spec.profile.displayName'];

/** An entity of the catalog, found by a part of its name or title. */
export function EntityPick(props: {
  label: string;
  kinds: string[];
  /** What stands in the field while nothing is chosen. */
  placeholder?: string;
  isRequired?: boolean;
  /** Full ref of the chosen one. */
  value: string;
  onChange: (ref: string | undefined) => void;
}) {
  const { label, kinds, placeholder = 'Any', isRequired } = props;
  const { value, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const titleOf = useEntityTitles(value ? [value] : []);
  const title = value && titleOf(value);
  return (
    <SearchPick
      // Another title than the one it began with is another text in the field.
      key={title}
      label={label}
      placeholder={placeholder}
      isRequired={isRequired}
      value={value ? { id: value, label: title } : undefined}
      search={async term => {
        const { items } = await catalog.queryEntities({
          filter: { kind: kinds },
          limit: SHOWN,
          ...(term && { fullTextFilter: { term, fields: FIELDS } }),
        });
        return items.map(entity => {
          const ref = stringifyEntityRef(entity);
          const { primaryTitle } = entityPresentationSnapshot(entity);
          return { id: ref, label: primaryTitle, description: ref };
        });
      }}
      onChange={onChange}
    />
  );
}
