import { useState } from 'react';
import { DatePicker, Flex, Text, TextAreaField } from '@backstage/ui';
import type {
  SchemaChange,
  SchemaChangeAnswer,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  getLocalTimeZone,
  today,
  type DateValue,
} from '@internationalized/date';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { useEntityTitles } from '../entities/useEntityTitles';
import { useGrantAction } from '../grants/useGrantAction';

/** Says for a consumer of one's own what it makes of a change. */
export function AnswerButtons(props: {
  change: SchemaChange;
  consumer: string;
}) {
  const { change, consumer } = props;
  const { act } = useGrantAction();
  const titleOf = useEntityTitles([consumer]);
  const now = today(getLocalTimeZone());
  const [comment, setComment] = useState('');
  const [day, setDay] = useState<DateValue | null>(now.add({ days: 30 }));
  const name = titleOf(consumer);

  const say = (answer: SchemaChangeAnswer, date?: string) =>
    act(api =>
      api.answerSchemaChange(change.id, {
        consumer,
        answer,
        ...(date && { date }),
        ...(comment.trim() && { comment: comment.trim() }),
      }),
    );
  const field = (label: string, isRequired: boolean) => (
    <TextAreaField
      label={label}
      isRequired={isRequired}
      secondaryLabel={isRequired ? undefined : 'Optional'}
      rows={2}
      maxLength={2000}
      value={comment}
      onChange={setComment}
    />
  );

  return (
    <section aria-label={`Answer for ${name}`}>
      <Flex gap="2" align="center">
        <Text weight="bold">{name}</Text>
        <ConfirmDialog
          isPrimary
          action="Acknowledge"
          title={`Is the new schema fine for ${name}?`}
          onConfirm={() => say('acknowledge')}
        >
          <Text as="p">
            Say so once {name} can read records of both schemas. The schema is
            registered as soon as all readers agree.
          </Text>
          {field('Comment', false)}
        </ConfirmDialog>
        <ConfirmDialog
          action="Propose a date"
          title={`From when on is it fine for ${name}?`}
          isIncomplete={!day}
          onConfirm={() =>
            say('date', day?.toDate(getLocalTimeZone()).toISOString())
          }
        >
          <DatePicker
            isRequired
            label="Fine from"
            granularity="day"
            minValue={now.add({ days: 1 })}
            maxValue={now.add({ days: 364 })}
            value={day}
            onChange={setDay}
          />
          <Text as="p">The schema is not registered before that day.</Text>
          {field('Comment', false)}
        </ConfirmDialog>
        <ConfirmDialog
          destructive
          action="Object"
          title={`Object for ${name}?`}
          isIncomplete={!comment.trim()}
          onConfirm={() => say('object')}
        >
          <Text as="p">
            The change stays open. Its owner can withdraw it, and a steward can
            accept it all the same.
          </Text>
          {field('What it breaks', true)}
        </ConfirmDialog>
      </Flex>
    </section>
  );
}
