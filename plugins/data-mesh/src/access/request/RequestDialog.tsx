import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type {
  AccessRequest,
  PlannedItem,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../../api';
import { statusOf } from '../../common/errorWords';
import { useRefresh } from '../../live/useLive';
import { useAsk } from '../../live/useAsk';
import styles from '../access.module.css';
import { ACCESS } from '../useAccess';
import { durationChoices, limitWords, usualDuration } from './durations';
import { PurposeStep } from './PurposeStep';
import { chosenPorts, isPage, toInput, withoutPort } from './requestForm';
import { ReviewStep } from './ReviewStep';
import { SentStep } from './SentStep';
import type { RequestDraft } from './useRequestForm';
import { WhatStep } from './WhatStep';

const STEPS = ['What and for whom', 'Why and for how long', 'Review'];
// A plan needs some purpose and period; what it tells before these are known
// does not depend on them.
const UNSAID = {
  purpose: 'Not said yet',
  duration: 'PT1M',
  incident: 'https://not.said.yet',
};

/** Asks for access in three steps, the plan before the act. */
export function RequestDialog(props: {
  details: ProductDetails;
  draft: RequestDraft;
  onSent: () => void;
  onClose: () => void;
}) {
  const { details, draft, onSent, onClose } = props;
  const { form, change, idempotencyKey } = draft;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh(ACCESS);
  const [step, setStep] = useState(0);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [sent, setSent] = useState<AccessRequest>();

  const consumers = useAsk('consumers', each =>
    each.listConsumers({ limit: 1000 }),
  );
  const owned = consumers.value?.items ?? [];
  const consumer = owned.find(({ ref }) =>
    form.consumer ? ref === form.consumer : owned.length === 1,
  );

  const products = [details, ...form.added];
  const asksFor = products.filter(
    ({ product }) => chosenPorts(form, product).length > 0,
  );
  const isComplete = form.added.every(each => asksFor.includes(each));
  const inputFor = (duration: string) =>
    toInput(
      form,
      products.map(({ product }) => product),
      consumer?.ref,
      duration,
    );

  const early = inputFor(UNSAID.duration);
  const asked = early && {
    ...early,
    purpose: UNSAID.purpose,
    ...(early.breakGlass && { breakGlass: { incident: UNSAID.incident } }),
  };
  const preview = useAsk(asked && JSON.stringify(asked), each =>
    each.createPlan(asked!),
  );
  // While it is asked again, what is known of those that are left still holds:
  // else a longer period would be chosen for a moment.
  const known = useRef<PlannedItem[]>([]);
  known.current = preview.value?.items ?? known.current;
  const planned = known.current.filter(({ product, port }) =>
    early?.items.some(each => each.product === product && each.port === port),
  );
  const choices = durationChoices(
    planned.map(({ maxDuration }) => maxDuration),
    form.isEmergency,
  );
  const duration =
    form.duration && choices.includes(form.duration)
      ? form.duration
      : usualDuration(choices, form.isEmergency);
  const input = inputFor(duration);
  const plan = useAsk(
    step === 2 && input && !sent ? JSON.stringify(input) : undefined,
    each => each.createPlan(input!),
  );

  // The next step begins where one reads on; the second one in its first field.
  const top = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && (step !== 1 || sent)) top.current?.focus();
    isFirst.current = false;
  }, [step, sent]);

  const isPlanned =
    plan.value &&
    !plan.value.refusal &&
    plan.value.items.every(({ refusal }) => !refusal);
  const isVain = preview.value?.items.every(({ refusal }) => refusal);
  const mayGoOn = [
    Boolean(input) && isComplete && !isVain,
    Boolean(input?.purpose) && (!form.isEmergency || isPage(form.incident)),
    Boolean(isPlanned) && !sending,
  ][step];

  const send = async () => {
    if (!input || !plan.value) return;
    setSending(true);
    setFailure(undefined);
    try {
      const planHash = plan.value.hash;
      setSent(
        await api.submitAccessRequest({ ...input, planHash }, idempotencyKey),
      );
      onSent();
      refresh();
    } catch (error) {
      setFailure(error as Error);
      // What would happen may have changed: it is shown as it is now.
      if (statusOf(error) === 409) {
        plan.retry();
      }
    } finally {
      setSending(false);
    }
  };

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="46rem"
    >
      <DialogHeader>
        {`Request access to ${whatWords(
          step === 0 ? products : asksFor,
          details,
        )}`}
      </DialogHeader>
      <DialogBody>
        <div
          ref={top}
          tabIndex={-1}
          className={styles.step}
          role="group"
          aria-label={sent ? 'Sent' : STEPS[step]}
        >
          {!sent && (
            <Text as="p" variant="body-small" color="secondary">
              {`Step ${step + 1} of ${STEPS.length}: ${STEPS[step]}`}
            </Text>
          )}
          {!sent && step === 0 && (
            <WhatStep
              products={products}
              form={form}
              consumers={consumers}
              consumer={consumer}
              preview={preview}
              onChange={change}
            />
          )}
          {!sent && step === 1 && (
            <PurposeStep
              form={form}
              consumer={consumer}
              choices={choices}
              duration={duration}
              limit={limitWords(planned)}
              onChange={change}
            />
          )}
          {!sent && step === 2 && (
            <ReviewStep
              products={asksFor}
              form={form}
              consumer={consumer}
              duration={duration}
              plan={plan}
              failure={failure}
              onLeaveOut={item => change(before => withoutPort(before, item))}
            />
          )}
          {sent && <SentStep request={sent} />}
        </div>
      </DialogBody>
      <DialogFooter>
        {sent ? (
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        ) : (
          <>
            {step > 0 && (
              <Button
                variant="secondary"
                onPress={() => {
                  setFailure(undefined);
                  setStep(step - 1);
                }}
              >
                Back
              </Button>
            )}
            {step < 2 ? (
              <Button
                variant="primary"
                isDisabled={!mayGoOn}
                onPress={() => setStep(step + 1)}
              >
                Next
              </Button>
            ) : (
              <Button
                variant="primary"
                isPending={sending}
                isDisabled={!mayGoOn}
                onPress={send}
              >
                {sendWords(failure, form.isEmergency)}
              </Button>
            )}
          </>
        )}
      </DialogFooter>
    </Dialog>
  );
}

function sendWords(failure: Error | undefined, isEmergency: boolean): string {
  if (failure) return 'Try again';
  return isEmergency ? 'Take access now' : 'Send request';
}

/** What a request is about, for its title. */
function whatWords(products: ProductDetails[], page: ProductDetails): string {
  const [{ product } = page] = products;
  return products.length > 1 ? `${products.length} products` : product.title;
}
