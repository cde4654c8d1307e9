import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { nameOf, productIn, textOf, textsOf } from '../history/wording';
import type { Note } from './notesOf';
import { PAGES } from './pages';
import type { Text } from './texts';

/** What people are told of products that are published in the portal. */
export type ProductNoteKind =
  | 'product-offered'
  | 'product-answered'
  | 'product-gone';

/** Which entries can become notes on such products. */
export const PRODUCT_NOTE_KINDS = {
  'product.transfer-proposed': 'product-offered',
  'product.transferred': 'product-answered',
  'product.transfer-declined': 'product-answered',
  'product.unpublished': 'product-gone',
} satisfies Partial<Record<HistoryAction, ProductNoteKind>>;

/** Whether a kind of note is about a published product. */
export function isProductNote(kind: string): kind is ProductNoteKind {
  return kind.startsWith('product-');
}

function recipientsOf(
  kind: ProductNoteKind,
  { details }: HistoryEntry,
): string[] {
  if (kind === 'product-gone') return textsOf(details, 'consumerOwners');
  // What was taken back waits for the receiver no more.
  const isTheirs = kind === 'product-offered' || details.withdrawn === true;
  const told = isTheirs ? 'to' : 'proposedBy';
  return [textOf(details, told)].filter(ref => ref !== undefined);
}

/** Who is to be told of an entry about a published product. */
export function productNotes(
  kind: ProductNoteKind,
  entry: HistoryEntry,
): Note[] {
  // Whoever is offered a product is told once how that ended, too.
  const unit = kind === 'product-gone' ? 'gone' : 'transfer';
  return recipientsOf(kind, entry).map(recipient => ({
    kind,
    recipient,
    unit: `${unit}:${entry.product}`,
    entry,
  }));
}

/** What notes about one product say together: as the last of them has it. */
export const ABOUT_ONE_PRODUCT: Record<ProductNoteKind, (note: Note) => Text> =
  {
    'product-offered': ({ entry }) => ({
      title: `${nameOf(entry.actor)} offers you ${productIn(entry)}`,
      description: [
        textOf(entry.details, 'reason'),
        'It is yours once a member of your group accepts it on its page.',
      ]
        .filter(Boolean)
        .join(' – '),
      link: entry.product && PAGES.ports(entry.product),
    }),
    'product-answered': ({ entry }) => ({
      title: `${nameOf(entry.actor)} ${
        entry.action === 'product.transferred'
          ? 'accepted'
          : (entry.details.withdrawn === true && 'withdrew') || 'declined'
      } the transfer of ${productIn(entry)}`,
      link: entry.product && PAGES.ports(entry.product),
    }),
    'product-gone': ({ entry }) => ({
      title: `${productIn(entry)}, which you read, was unpublished`,
      description: [
        textOf(entry.details, 'reason'),
        'Your access stays as it is.',
      ]
        .filter(Boolean)
        .join(' – '),
      link: PAGES.grants,
      severity: 'high',
    }),
  };

/** The same of many products. */
export const ABOUT_MANY_PRODUCTS: Record<
  ProductNoteKind,
  { title: string; link: string }
> = {
  'product-offered': {
    title: 'data products are offered to you',
    link: PAGES.products,
  },
  'product-answered': {
    title: 'of your transfers were answered',
    link: PAGES.products,
  },
  'product-gone': {
    title: 'data products that you read were unpublished',
    link: PAGES.grants,
  },
};
