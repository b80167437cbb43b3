import { frequencies } from '../src/accounts/notifications/notification-settings.types.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { auditGroups, auditKinds } from '../src/audit/audit-kinds.js';
import { calendarScopes } from '../src/accounts/calendar-addresses/calendar-address.types.js';
import { deliveryReasons, deliveryStatuses } from '../src/webhooks/webhook.types.js';
import { precisions } from '../src/calendar/deadline.js';
import { periodKinds } from '../src/calendar/longer-periods.js';
import {
  amendmentStatuses,
  changeKinds as amendedKinds,
} from '../src/commitments/amendments/amendment.types.js';
import {
  countGroups,
  agreementDecisions,
  decisions,
  eventKinds,
  requestStandings,
  returnedFor,
  statuses,
  timelinesses,
} from '../src/commitments/commitment.types.js';
import { contributionStatuses, outcomes } from '../src/commitments/contributions/contribution.types.js';
import {
  directiveAddressees,
  directiveAuthors,
  directiveKinds,
  directiveStates,
  fulfilments,
} from '../src/commitments/directives/directive.types.js';
import { questionStates } from '../src/commitments/questions/question.types.js';
import {
  choicesOfRows,
  faultKinds,
  outcomes as rowOutcomes,
  sheetFields,
  sheetForms,
  sheetStatuses,
} from '../src/sheets/sheet.types.js';
import { asItStandsKinds, howFound, ownFields } from '../src/sheets/intake/own.types.js';
import {
  decisionLevels,
  matterHolders,
  matterLevels,
  matterSteps,
} from '../src/commitments/matters/matter.types.js';
import {
  indicatorAcross,
  indicatorAdds,
  indicatorDirections,
} from '../src/commitments/indicators/indicator.js';
import { indicatorChoices, indicatorStates } from '../src/commitments/indicators/standing.js';
import {
  reviewDecisions,
  reviewedFields,
  reviewStatuses,
} from '../src/commitments/submitted/submitted.types.js';
import { productKinds } from '../src/commitments/product.js';
import { foundKinds } from '../src/commitments/search/found.types.js';
import {
  confirmations,
  deadlineKinds,
  qualities,
  sortKeys,
  updateStates,
} from '../src/commitments/read/list.types.js';
import { holderRoles, matterKinds } from '../src/commitments/turn/turn.types.js';
import { withouts } from '../src/commitments/forecast/forecast.types.js';
import { confirmers } from '../src/commitments/completion/completion.sql.js';
import {
  changeKinds,
  directions,
  knownBases,
  standingKinds,
} from '../src/dashboard/comparison/comparison.types.js';
import { dashboardTables } from '../src/dashboard/dashboard-tables.js';
import { timelineGroupings } from '../src/dashboard/timeline/timeline-grouping.js';
import { exportFormats, tableFormats } from '../src/exports/export.types.js';
import { frozenTables } from '../src/periods/frozen-tables.js';
import { ledgerKinds } from '../src/reminders/pages/ledger-kinds.js';
import { exceptionActions, holderGroups, onlyKinds } from '../src/exceptions/exceptions.types.js';
import { keptReasons } from '../src/exchange/import.report.js';
import { tokenDays, tokenScopes } from '../src/identity/access.types.js';
import { roles } from '../src/identity/viewer.js';
import {
  documentKinds,
  documentStatuses,
  editions,
  madeKinds,
  noPdfReasons,
} from '../src/documents/documents.types.js';
import { documentFormats } from '../src/documents/render/model.js';
import { templateFieldKinds, templateFiles } from '../src/documents/templates/template.types.js';
import { closingStates, correctedThings, frozenReportStates } from '../src/periods/periods.types.js';
import { languages } from '../src/platform/text.js';
import { bulkFields, bulkOutcomes } from '../src/bulk/bulk.types.js';
import { bulkActions } from '../src/commitments/together/bulk-actions.js';
import { chaseTimes } from '../src/reminders/chases/chase.types.js';
import { mailKinds, reminderStatuses } from '../src/reminders/ledger/reminder.types.js';
import { targetsOf, type Field, type Target } from './fuzz/targets.js';
import { startApp } from './support/app.js';
import { DescribedApi } from './support/described-api.js';
import { putStatuses, ruleSources } from '../src/reminders/rules/rules.types.js';
import { ruleKinds, ruleRoles, ruleUnits } from '../src/reminders/plan/rules.js';
import { standsInFor } from '../src/reminders/plan/planner.types.js';
import { readTable } from './support/permission-table.js';

/** Those by which the program itself runs. */
const programsLists: (readonly unknown[])[] = [
  standsInFor,
  statuses,
  frequencies,
  calendarScopes,
  deliveryStatuses,
  deliveryReasons,
  timelinesses,
  countGroups,
  confirmations,
  qualities,
  foundKinds,
  deadlineKinds,
  updateStates,
  sortKeys,
  precisions,
  eventKinds,
  returnedFor,
  decisions,
  agreementDecisions,
  contributionStatuses,
  outcomes,
  requestStandings,
  amendmentStatuses,
  amendedKinds,
  productKinds,
  indicatorDirections,
  indicatorAdds,
  indicatorAcross,
  indicatorStates,
  indicatorChoices,
  periodKinds,
  closingStates,
  correctedThings,
  frozenReportStates,
  documentKinds,
  madeKinds,
  editions,
  documentStatuses,
  documentFormats,
  reviewStatuses,
  reviewDecisions,
  ruleKinds,
  ruleRoles,
  ruleUnits,
  ruleSources,
  putStatuses,
  reviewedFields,
  decisionLevels,
  matterLevels,
  matterHolders,
  matterSteps,
  directiveKinds,
  directiveStates,
  directiveAuthors,
  directiveAddressees,
  questionStates,
  fulfilments,
  matterKinds,
  withouts,
  holderRoles,
  confirmers,
  onlyKinds,
  exceptionActions,
  holderGroups,
  changeKinds,
  directions,
  knownBases,
  standingKinds,
  reminderStatuses,
  mailKinds,
  chaseTimes,
  bulkActions,
  bulkFields,
  bulkOutcomes,
  keptReasons,
  roles,
  languages,
  tokenScopes,
  tokenDays,
  choicesOfRows,
  faultKinds,
  rowOutcomes,
  sheetFields,
  [...sheetFields, ...ownFields],
  sheetForms,
  sheetStatuses,
  asItStandsKinds,
  howFound,
  tableFormats,
  noPdfReasons,
  templateFieldKinds,
  templateFiles,
  exportFormats,
  dashboardTables,
  timelineGroupings,
  frozenTables,
  ledgerKinds,
  auditKinds,
  [...auditGroups, ...auditKinds],
  // A switch rather than a choice: the filter `of`.
  ['side'],
];

describe('the API’s own description', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let document: OpenAPIObject;
  let api: DescribedApi;

  beforeAll(async () => {
    program = await startApp();
    const answer = await program.ask(null, 'GET', '/api/openapi.json');
    document = answer.json as OpenAPIObject;
    api = new DescribedApi(answer.json);
  });
  afterAll(() => program.stop());

  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate({ ...structuredClone(document) });
    expect(result.errors ?? []).toEqual([]);
    expect(document.openapi).toBe('3.1.0');
  });

  it('uses no 3.0 keyword that 3.1 has dropped', () => {
    expect(JSON.stringify(document.components)).not.toMatch(/"nullable":/);
  });

  it('names every route that docs/permissions.md has a row for', () => {
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    const known = readTable().flatMap(({ route }) => {
      const [method, path] = route.split(' ') as [string, string];
      return path.startsWith('/api/v1/')
        ? [`${method} ${path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`]
        : [];
    });
    expect(routes.sort()).toEqual(known.sort());
  });

  it('says of each operation in a few words what it does', () => {
    const silent = api.operations.filter(({ summary = '' }) => !/^[A-Z][^.\n]{3,60}$/.test(summary));
    expect(silent.map(({ name, summary }) => `${name}: ${summary}`)).toEqual([]);
    const summaries = api.operations.map(({ summary }) => summary);
    expect(summaries.filter((summary, at) => summaries.indexOf(summary) !== at)).toEqual([]);
  });

  it('describes the success of each operation, and its faults as problems', () => {
    const faults = api.operations.flatMap(({ name, responses }) => {
      const { default: fault, ...successes } = responses;
      const success = Object.entries(successes);
      const isDescribed = success.every(
        ([status, { description, content }]) => description !== '' && (status === '204' || content),
      );
      const problem = fault?.content?.['application/problem+json']?.schema?.$ref;
      return [
        ...(success.length > 0 && isDescribed ? [] : [`${name}: no decorator says what it answers`]),
        ...(problem === '#/components/schemas/Problem' ? [] : [`${name}: no problem`]),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('offers, wherever there is a choice, one of the program’s own lists', () => {
    const known = programsLists.map((list) => JSON.stringify(list));
    const others = api.choices.filter(({ values }) => !known.includes(JSON.stringify(values)));
    expect(others).toEqual([]);
    expect(api.choices.length).toBeGreaterThan(20);
  });

  it('shows the page to read it under a policy of its own, and only there', async () => {
    const page = await program.ask(null, 'GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("style-src 'self' 'unsafe-inline'");
    const other = await program.ask(null, 'GET', '/dang-nhap');
    expect(other.headers['content-security-policy']).not.toContain('unsafe');
  });

  describe('each parameter that the program reads', () => {
    /** The schema by which the document describes a field; undefined where it does not. */
    const schemaOf = ({ method, path }: Target, { place, name }: Field): Schema | undefined => {
      const operation = (document.paths[path.replace(/:(\w+)/g, '{$1}')] as Record<string, Operation>)[
        method.toLowerCase()
      ];
      if (place !== 'body')
        return operation?.parameters?.find((each) => each.in === place && each.name === name)?.schema;
      const whole = operation?.requestBody?.content['application/json']?.schema;
      return name
        .split('.')
        .reduce<Schema | undefined>((schema, part) => resolved(schema)?.properties?.[part], whole);
    };
    const resolved = (schema: Schema | undefined): Schema | undefined => {
      const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
      return ref ? (document.components!.schemas![ref.split('/').at(-1)!] as Schema) : schema;
    };
    /** What a client must know to stay within them. */
    const hasLimits = (schema: Schema): boolean => {
      if (schema.enum || schema.oneOf || schema.properties || schema.type === 'boolean') return true;
      if (schema.additionalProperties) return hasLimits(schema.additionalProperties);
      if (schema.type === 'string') return Boolean(schema.format || schema.maxLength || schema.pattern);
      if (schema.type === 'array') return hasLimits(resolved(schema.items ?? {}) ?? {});
      return schema.type === 'integer' && schema.minimum !== undefined && schema.maximum !== undefined;
    };
    const fields = () =>
      targetsOf(program.app)
        .filter(({ isJson }) => isJson)
        .flatMap((target) =>
          target.fields
            .filter(({ place }) => place !== 'header')
            .map((field) => ({
              name: `${target.route} ${field.place} ${field.name}`,
              schema: schemaOf(target, field),
            })),
        );

    it('is in it', () => {
      expect(fields().length).toBeGreaterThan(50);
      expect(fields().flatMap(({ name, schema }) => (schema ? [] : [name]))).toEqual([]);
    });

    it('is there with its limits: choices, a format, a pattern, a length or a range', () => {
      const loose = fields().filter(({ schema }) => schema && !hasLimits(resolved(schema)!));
      expect(loose.map(({ name, schema }) => `${name}: ${JSON.stringify(schema)}`)).toEqual([]);
    });
  });
});

interface Schema {
  type?: string;
  enum?: unknown[];
  oneOf?: unknown[];
  allOf?: Schema[];
  $ref?: string;
  format?: string;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
}

interface Operation {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
