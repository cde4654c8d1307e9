import { useEffect, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import {
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';

/** What entities are called, by ref; first by their name, soon by their title. */
export function useEntityTitles(refs: string[]): (ref: string) => string {
  const api = useApiHolder().get(entityPresentationApiRef);
  const [titles, setTitles] = useState<Record<string, string>>({});
  const key = refs.join('\n');
  useEffect(() => {
    let wanted = true;
    const asked = key ? key.split('\n') : [];
    Promise.all(
      asked.map(async ref => {
        const shown = await api?.forEntity(ref).promise;
        return [ref, shown?.primaryTitle ?? ref] as const;
      }),
    ).then(
      found => wanted && api && setTitles(Object.fromEntries(found)),
      // the names by which they are shown already are good enough
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [api, key]);
  return ref =>
    titles[ref] ?? entityPresentationSnapshot(ref, undefined, api).primaryTitle;
}
