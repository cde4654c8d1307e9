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
  | 'product-gone'
  | 'product-ending'
  | 'product-kept';

/** Which entries can become notes on such products. */
export const PRODUCT_NOTE_KINDS = {
  'product.transfer-proposed': 'product-offered',
  'product.transferred': 'product-answered',
  'product.transfer-declined': 'product-answered',
  'product.unpublished': 'product-gone',
  'product.retired': 'product-gone',
  'deprecation.announced': 'product-ending',
  'deprecation.reminded': 'product-ending',
  'deprecation.lifted': 'product-kept',
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
  if (kind === 'product-ending' || kind === 'product-kept') {
    return textsOf({ owners: [details.consumerOwner] }, 'owners');
  }
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
  return recipientsOf(kind, entry).map(recipient => ({
    kind,
    recipient,
    unit: unitOf(kind, entry),
    entry,
  }));
}

function unitOf(
  kind: ProductNoteKind,
  { product, consumer, details }: HistoryEntry,
): string {
  switch (kind) {
    case 'product-gone':
      return `gone:${product}`;
    case 'product-ending':
    case 'product-kept': {
      // That it goes on replaces that it ends.
      const port = textOf(details, 'port') ?? '';
      return `ending:${product}:${port}:${consumer}`;
    }
    // Whoever is offered a product is told once how that ended, too.
    default:
      return `transfer:${product}`;
  }
}

/** What is read of a product, and by whom. */
function partIn(entry: HistoryEntry): string {
  const port = textOf(entry.details, 'port');
  const reader = entry.consumer
    ? `${nameOf(entry.consumer)} reads`
    : 'you read';
  return `${port ? `port ${port} of ` : ''}${productIn(
    entry,
  )}, which ${reader},`;
}

function endingText({ entry }: Note): Text {
  const { details, action, product } = entry;
  const sunset = textOf(details, 'sunset');
  const port = textOf(details, 'replacedByPort');
  const replacedBy = textOf(details, 'replacedBy');
  const next = port ? `port ${port}` : replacedBy && nameOf(replacedBy);
  const isNear = details.notice === 'one-day';
  const end = sunset ? `ends on ${sunset}` : 'is deprecated';
  return {
    title: `${partIn(entry)} ${details.retired === true ? 'is retired' : end}`,
    description: [
      textOf(details, 'message'),
      next ? `Use ${next} instead.` : 'Ask its owner what replaces it.',
    ]
      .filter(Boolean)
      .join(' – '),
    link:
      replacedBy && !port
        ? PAGES.ports(replacedBy)
        : product && PAGES.ports(product),
    severity: action === 'deprecation.reminded' || isNear ? 'high' : 'normal',
  };
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
      title: `${productIn(entry)}, which you read, was ${
        entry.action === 'product.retired' ? 'retired' : 'unpublished'
      }`,
      description: [
        textOf(entry.details, 'reason'),
        'Your access stays as it is.',
      ]
        .filter(Boolean)
        .join(' – '),
      link: PAGES.grants,
      severity: 'high',
    }),
    'product-ending': endingText,
    'product-kept': ({ entry }) => ({
      title: `${partIn(entry)} does not end after all`,
      link: entry.product && PAGES.ports(entry.product),
      severity: 'low',
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
    title: 'data products that you read are gone',
    link: PAGES.grants,
  },
  'product-ending': {
    title: 'data products that you read end',
    link: PAGES.grants,
  },
  'product-kept': {
    title: 'data products that you read do not end after all',
    link: PAGES.grants,
  },
};
