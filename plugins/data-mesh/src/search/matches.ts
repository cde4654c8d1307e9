import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import {
  FIELD_LINE_SEPARATOR,
  fieldWords,
  type DataProductDocument,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/**
 * A data product among the results. With Lunr it is the catalog's document
 * where the catalog indexes data products, too: both are at one location, by
 * which Lunr tells documents apart.
 */
export type FoundProduct = SearchDocument & Partial<DataProductDocument>;

/** Why a product was found; hits are marked as the search engine marks them. */
export type Matches = {
  title: string;
  description: string;
  fields: { path: string; meaning: string }[];
  /** Lines about domain, owner and ports. */
  lines: string[];
};

/** Takes apart what the search engine has marked in a document. */
export function readMatches(
  { title, text, fields = [] }: FoundProduct,
  highlight?: ResultHighlight,
): Matches {
  const [description] = text.split('\n');
  if (!highlight) return { title, description, fields: [], lines: [] };
  const { preTag, postTag } = highlight;
  const plain = (marked: string) =>
    marked.replaceAll(preTag, '').replaceAll(postTag, '');
  const found: Matches = {
    title: highlight.fields.title || title,
    description,
    fields: [],
    lines: [],
  };
  const known = new Set(fields);
  const hits = (highlight.fields.text ?? '')
    .split('\n')
    .filter(line => line.includes(preTag));
  for (const line of hits) {
    const [path, ...rest] = line.split(FIELD_LINE_SEPARATOR);
    if (known.has(plain(path))) {
      const words = fieldWords(plain(path));
      // They are there for the search; people read the path.
      const meaning = rest.filter(part => plain(part) !== words);
      found.fields.push({ path, meaning: meaning.join(FIELD_LINE_SEPARATOR) });
    } else if (description.includes(plain(line))) {
      // A search engine may cut out just the part that has the hits.
      found.description = line;
    } else {
      found.lines.push(line);
    }
  }
  return found;
}
