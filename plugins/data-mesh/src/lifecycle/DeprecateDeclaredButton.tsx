import { useState } from 'react';
import { ANNOTATION_EDIT_URL } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { SnippetView } from '../connect/SnippetView';
import { OriginLocation } from '../entity/OriginLocation';
import { useDebounced } from '../governance/editor/useDebounced';
import { useAsk } from '../live/useAsk';
import { DeprecationFields } from './DeprecationFields';
import { draftOf, EMPTY_DEPRECATION } from './deprecationForm';
import { ReadersView } from './ReadersView';

const ASK_AFTER_MS = 400;

/** For a product that is declared in Git: what to write there, so that it ends. */
export function DeprecateDeclaredButton({ product }: { product: MeshProduct }) {
  const [form, setForm] = useState(EMPTY_DEPRECATION);
  return (
    <DialogTrigger>
      <Button size="small" variant="secondary">
        Deprecate …
      </Button>
      <Dialog isDismissable width="36rem">
        <DialogHeader>{`Say when ${product.title} ends`}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text as="p">
              It is described in Git, and ends there: write below when, and take
              the lines along. Once they are merged it takes no new consumers,
              and those who read it are told.
            </Text>
            <DeprecationFields
              product={product}
              form={form}
              onChange={setForm}
            />
            <Lines product={product} draft={draftOf(form)} />
            <Text as="h4" weight="bold">
              Who is told then, two weeks before and on the day before
            </Text>
            <ReadersView productRef={product.ref} port={form.port} />
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            Close
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}

/** What is to be merged, and where. */
function Lines(props: {
  product: MeshProduct;
  draft: ReturnType<typeof draftOf>;
}) {
  const { product, draft } = props;
  const { entity } = useEntity();
  const written = draft && JSON.stringify(draft);
  const key = useDebounced(written, ASK_AFTER_MS);
  const { value, error, retry } = useAsk(key, api =>
    api.draftDeprecation(product.ref, JSON.parse(key ?? '{}')),
  );
  if (!draft) {
    return (
      <Text as="p" color="secondary">
        Name the last day to see the lines.
      </Text>
    );
  }
  // Never the lines of what was there before.
  if (key !== written) return null;
  if (error) {
    return (
      <Failure
        isMild
        title="There are no lines for this"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!value) return null;
  const editUrl = entity.metadata.annotations?.[ANNOTATION_EDIT_URL];
  return (
    <Flex direction="column" gap="2" role="status" aria-label="Lines to merge">
      <SnippetView
        snippet={{
          title: 'Merge this into its catalog-info.yaml',
          language: 'yaml',
          text: value.lines,
        }}
      />
      <Text as="p">
        {editUrl && /^https?:/.test(editUrl) ? (
          <Link href={editUrl} target="_blank" standalone>
            Edit it where it is described
          </Link>
        ) : (
          value.originLocation && (
            <>
              It is described in{' '}
              <OriginLocation location={value.originLocation} />.
            </>
          )
        )}
      </Text>
    </Flex>
  );
}
