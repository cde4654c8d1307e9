import { TextAreaField } from '@backstage/ui';

/** The one thing that a dialog asks for, so that one can type at once. */
export function ReasonField(props: {
  description: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <TextAreaField
      // One has just opened the dialog to fill this in.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      isRequired
      label="Why"
      rows={3}
      maxLength={2000}
      {...props}
    />
  );
}
