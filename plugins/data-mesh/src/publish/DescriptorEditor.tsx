import { useState, type ReactNode } from 'react';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import {
  CLASSIFICATIONS,
  type Claim,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { useEntityTitles } from '../entities/useEntityTitles';
import { useDebounced } from '../governance/editor/useDebounced';
import { useAsk } from '../live/useAsk';
import { capitalised } from '../state/words';
import { EditorFrame } from '../store/EditorFrame';
import { CheckView } from './CheckView';
import { descriptorOf, formOf, type ClaimForm } from './claimForm';

type Descriptor = Claim['entity'];

const CHECK_AFTER_MS = 400;
const AS_DOMAIN = 'domain';

/**
 * What people say of a product, as a short form inside a dialog; all else of
 * its descriptor stays as it is. Policies are asked while one types.
 */
export function DescriptorEditor(props: {
  entity: Descriptor;
  /** Whom it can belong to; left out where that is not to be changed. */
  owners?: string[];
  action: string;
  intro: string;
  /** Fields of its own, above what the check says. */
  children?: ReactNode;
  isIncomplete?: boolean;
  onSubmit: (entity: Descriptor) => Promise<unknown>;
  onClose: () => void;
}) {
  const { owners = [], action, intro, isIncomplete } = props;
  const { onSubmit, onClose, children } = props;
  const titleOf = useEntityTitles(owners);
  const [form, setForm] = useState(() => formOf(props));
  const change = (part: Partial<ClaimForm>) => setForm({ ...form, ...part });

  const entity = descriptorOf(props, form);
  const settled = useDebounced(JSON.stringify(entity), CHECK_AFTER_MS);
  const check = useAsk(settled, each =>
    each.checkDescriptor({ entity: JSON.parse(settled), origin: 'published' }),
  );

  return (
    <EditorFrame
      intro={intro}
      action={action}
      isBlocked={
        !form.title.trim() ||
        Boolean(isIncomplete) ||
        Boolean(check.value?.isBlocked)
      }
      onSubmit={() => onSubmit(entity)}
      onClose={onClose}
    >
      <TextField
        isRequired
        label="Title"
        maxLength={200}
        value={form.title}
        onChange={title => change({ title })}
      />
      <TextAreaField
        label="Description"
        description="What is in it, for those who look for it."
        rows={3}
        maxLength={5000}
        value={form.description}
        onChange={description => change({ description })}
      />
      {owners.length > 0 && (
        <Select
          isRequired
          label="Owner"
          options={owners.map(id => ({ id, label: titleOf(id) }))}
          value={form.owner}
          onChange={chosen =>
            change({ owner: owners.find(id => id === chosen) ?? '' })
          }
        />
      )}
      <Select
        label="Classification"
        options={[
          { id: AS_DOMAIN, label: 'As its domain has it' },
          ...CLASSIFICATIONS.map(id => ({ id, label: capitalised(id) })),
        ]}
        value={form.classification || AS_DOMAIN}
        onChange={chosen =>
          change({
            classification: CLASSIFICATIONS.find(id => id === chosen) ?? '',
          })
        }
      />
      <TextField
        label="Where consumers get help"
        secondaryLabel="Optional"
        description="Such as a channel, #orders."
        maxLength={200}
        value={form.channel}
        onChange={channel => change({ channel })}
      />
      {children}
      {check.value && <CheckView check={check.value} />}
      {check.error && (
        <Failure
          isMild
          title="Policies could not be asked"
          error={check.error}
          onRetry={check.retry}
        />
      )}
    </EditorFrame>
  );
}
