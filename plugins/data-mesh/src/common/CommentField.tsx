import { TextAreaField } from '@backstage/ui';

/** What one may say to a decision besides. */
export function CommentField(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <TextAreaField
      label="Comment"
      secondaryLabel="Optional"
      rows={2}
      maxLength={2000}
      {...props}
    />
  );
}
