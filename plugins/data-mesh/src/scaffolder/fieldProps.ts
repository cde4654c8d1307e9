import type { ApiHolder } from '@backstage/core-plugin-api';
import type {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';

/** What a field of a template's form is given. */
export type FieldProps<T> = FieldExtensionComponentProps<T>;

/** Says what keeps one from going on to the next page of a form. */
export type Validator<T> = CustomFieldValidator<T>;

/** What the form holds so far, the other pages of it included. */
export function formOf(props: {
  formContext?: { formData?: Record<string, unknown> };
}): Record<string, unknown> {
  return props.formContext?.formData ?? {};
}

/** A value of the form, where it is a text. */
export function textOf(
  form: Record<string, unknown>,
  name: string,
): string | undefined {
  const value = form[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What is said of a field in the template. */
export function wordsOf(
  {
    schema,
    uiSchema,
  }: {
    schema: { title?: string; description?: string };
    uiSchema: { 'ui:description'?: string };
  },
  fallback: string,
): { label: string; description?: string } {
  return {
    label: schema.title ?? fallback,
    description: uiSchema['ui:description'] ?? schema.description,
  };
}

/** The mesh, as validators of fields get it. */
export function meshOf(apis: ApiHolder): DataMeshApi {
  const api = apis.get(dataMeshApiRef);
  if (!api) throw new Error('The data mesh is not installed in this portal');
  return api;
}
