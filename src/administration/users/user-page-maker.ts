import { Injectable } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BodiesQueries } from '../bodies/bodies.queries.js';
import { NewUserPage, UserPage } from './user.view.js';
import { UsersQueries } from './users.queries.js';
import { UsersService } from './users.service.js';
import type { UserDetail, UserInput } from './user.types.js';
import { roles, type Role } from '../../identity/viewer.js';
import { dayOf } from '../../platform/clock.js';
import { Conflict } from '../../platform/errors.js';
import {
  bilingual,
  formValues,
  readForm,
  type FormFaults,
  type FormValues,
} from '../../platform/http/forms.js';
import { EmailAddress, NumberText, Optional, PlainText } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { scopeOf } from '../../identity/request.js';
import { answerForm } from '../../shell/answer-form.js';
import { PageFrame } from '../../shell/page-frame.js';

class UserForm {
  @IsIn(roles) role: Role;
  @Optional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) party?: string;
  @Optional() @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) bodyId?: number;
  /** A box that is not ticked is not sent. */
  @Optional() @IsIn(['yes']) head?: 'yes';
  @Matches(/\S/) @PlainText(200) nameVi: string;
  @Matches(/\S/) @PlainText(200) nameEn: string;
  @IsIn(['vi', 'en']) @IsOptional() language: Language = 'vi';
}

class NewUserForm extends UserForm {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @MaxLength(254)
  @EmailAddress()
  email: string;
}

interface Shown {
  values?: FormValues;
  faults?: FormFaults;
  refused?: string;
  done?: string;
}

/** The pages of one account: what was typed comes back with what is wrong. */
@Injectable()
export class UserPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: UsersQueries,
    private readonly bodies: BodiesQueries,
    private readonly users: UsersService,
  ) {}

  async fresh(request: FastifyRequest, values: FormValues, faults: FormFaults): Promise<string> {
    const [frame, choices] = await Promise.all([
      this.frames.of(request, '/quan-tri/tai-khoan/moi'),
      this.choices(request),
    ]);
    return renderPage(NewUserPage({ frame, values, faults, ...choices }));
  }

  create(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const { by, language } = scopeOf(request);
    const values = formValues(body);
    return answerForm(reply, {
      input: readForm(NewUserForm, values, words(language).users.faults),
      act: (input) => this.users.create(input.email, inputOf(input), by),
      done: (id) => ({ to: `/quan-tri/tai-khoan/${id}`, say: { what: 'created' } }),
      again: ({ faults }) => this.fresh(request, values, faults),
    });
  }

  async show(request: FastifyRequest, id: number, shown: Shown): Promise<string> {
    const [frame, user, choices] = await Promise.all([
      this.frames.of(request, `/quan-tri/tai-khoan/${id}`),
      this.queries.one(id),
      this.choices(request),
    ]);
    const { values = valuesOf(user), faults = {}, refused, done } = shown;
    return renderPage(UserPage({ frame, user, values, faults, refused, done, ...withOwn(choices, user) }));
  }

  async change(request: FastifyRequest, reply: FastifyReply, id: number, body: unknown): Promise<void> {
    const { by, language } = scopeOf(request);
    const values = formValues(body);
    await this.queries.one(id);
    return answerForm(reply, {
      input: readForm(UserForm, values, words(language).users.faults),
      act: (input) => this.users.change(id, inputOf(input), values.basis ?? '', by),
      done: (changed) => ({
        to: `/quan-tri/tai-khoan/${id}`,
        say: { what: changed ? 'changed' : 'unchanged' },
      }),
      again: async ({ error, faults }) => {
        // What was typed stands on the present state: saving it again is then a choice made knowingly.
        const basis = error instanceof Conflict ? (await this.queries.one(id)).basis : (values.basis ?? '');
        return this.show(request, id, { values: { ...values, basis }, faults });
      },
    });
  }

  /** Sides and bodies to choose from. */
  async choices(request: FastifyRequest) {
    const today = dayOf(scopeOf(request).at);
    const [parties, bodies] = await Promise.all([this.bodies.parties(), this.queries.bodies(today)]);
    return { parties, bodies };
  }
}

type Choices = Awaited<ReturnType<UserPageMaker['choices']>>;

/** A body that has ended stays in the list of the account that is of it. */
function withOwn({ parties, bodies }: Choices, { body, party }: UserDetail): Choices {
  if (!body || !party || bodies.some(({ id }) => id === body.id)) return { parties, bodies };
  return { parties, bodies: [...bodies, { id: body.id, marker: party.marker, name: body.name }] };
}

function inputOf({ role, party, bodyId, head, language, ...names }: UserForm): UserInput {
  const post = { role, party: party ?? null, bodyId: bodyId ?? null, head: head === 'yes' };
  return { ...post, language, name: bilingual(names) };
}

function valuesOf(user: UserDetail): FormValues {
  return {
    role: user.role,
    party: user.party?.code ?? '',
    bodyId: String(user.body?.id ?? ''),
    head: user.head ? 'yes' : '',
    nameVi: user.name.vi,
    nameEn: user.name.en,
    language: user.language,
    basis: user.basis,
  };
}
