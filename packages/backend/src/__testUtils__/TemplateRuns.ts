import path from 'node:path';
import { parse } from 'yaml';
import fs from 'node:fs';
import scaffolderModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import workspaceDatabase from '@backstage/plugin-scaffolder-backend-module-workspace-database';
import scaffolderModuleDataMesh from '@data-mesh/backstage-plugin-scaffolder-backend-module-data-mesh';
import { eventually, type PortalClient } from './PortalClient';

/** What a backend needs to run templates. */
export const scaffolderFeatures = [
  scaffolderPlugin,
  scaffolderModel,
  workspaceDatabase,
  scaffolderModuleDataMesh,
];

/** Where the templates of the demo are. */
export const TEMPLATES = path.resolve(
  __dirname,
  '../../../../examples/templates',
);

/** All of them, by the names of their folders. */
export function templateNames(): string[] {
  return fs.readdirSync(TEMPLATES).filter(name => !name.startsWith('__'));
}

/** The values with which a template is tried, as they stand beside it. */
export function exampleValues(template: string): Record<string, any> {
  const file = path.join(TEMPLATES, template, 'example.yaml');
  return parse(fs.readFileSync(file, 'utf8'));
}

/** How a task ended, with the lines of its log. */
export type EndedTask = {
  id: string;
  status: string;
  log: string[];
  /** What its steps gave, as the page of the task has it. */
  output: Record<string, any>;
};

/** Runs templates of a portal as its users do. */
export class TemplateRuns {
  readonly #mesh: PortalClient;

  constructor(mesh: PortalClient) {
    this.#mesh = mesh;
  }

  /** Registers a template of the demo, and waits until it is there. */
  async register(template: string): Promise<void> {
    const target = path.join(TEMPLATES, template, 'template.yaml');
    await this.#mesh.call('POST', '/catalog/locations', {
      body: { type: 'file', target },
    });
    await eventually(
      () => this.#mesh.entity(`template:default/${template}`),
      30,
    );
  }

  /** Starts a template. @returns the ID of its task */
  async start(
    template: string,
    values: object,
    user = 'olivia',
  ): Promise<string> {
    const { status, body } = await this.#mesh.call(
      'POST',
      '/scaffolder/v2/tasks',
      {
        user,
        body: { templateRef: `template:default/${template}`, values },
      },
    );
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body.id;
  }

  /** Lets a task that has failed go on. */
  async retry(id: string, user = 'olivia'): Promise<void> {
    const { status, body } = await this.#mesh.call(
      'POST',
      `/scaffolder/v2/tasks/${id}/retry`,
      { user, body: {} },
    );
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  }

  /** Waits until a task has ended, however it did. */
  async ended(id: string, seconds = 60): Promise<EndedTask> {
    const status = await eventually(async () => {
      const { body } = await this.#mesh.call(
        'GET',
        `/scaffolder/v2/tasks/${id}`,
      );
      if (!/^(completed|failed|cancelled)$/.test(body.status)) {
        throw new Error(`Task ${id} is ${body.status}`);
      }
      return body.status;
    }, seconds);
    const { body: events } = await this.#mesh.call(
      'GET',
      `/scaffolder/v2/tasks/${id}/events`,
    );
    return {
      id,
      status,
      log: events.map((event: any) => event.body.message),
      output:
        events.findLast((event: any) => event.type === 'completion')?.body
          .output ?? {},
    };
  }

  /** Runs a template to its end. */
  async run(
    template: string,
    values: object,
    user = 'olivia',
  ): Promise<EndedTask> {
    return this.ended(await this.start(template, values, user));
  }
}
