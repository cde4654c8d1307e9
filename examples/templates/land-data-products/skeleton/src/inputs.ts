/** What is landed: the topic of each data product, and the table for it. */
export type Input = { topic: string; table: string };

export const INPUTS: Input[] = [
{%- for input in values.inputs %}
  { topic: '${{ input.topic }}', table: '${{ input.identifier }}' },
{%- endfor %}
];
