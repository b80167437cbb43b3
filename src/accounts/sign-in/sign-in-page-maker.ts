import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../platform/http/errors.filter.js';
import { formValues } from '../../platform/http/forms.js';
import { languageOf } from '../../platform/http/language.js';
import '../../platform/http/uploads.js';
import { KeptText } from '../../shell/kept-text.js';
import { PageFrame } from '../../shell/page-frame.js';
import { addressOn } from '../../shell/sent-form.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { CodeStepView, type CodeStepViewProps } from './code-step.view.js';
import { DemoAccounts } from './demo-accounts.js';
import { KEPT_FORM_ID, keptIn, type CarriedForm } from './kept-form.view.js';
import { CODE_PATH } from './sign-in-cookies.js';
import { SignInService } from './sign-in.service.js';
import { SignInView, type SignInViewProps } from './sign-in.view.js';

/** The pages on which somebody signs in; they carry what was typed when a session had ended. */
@Injectable()
export class SignInPageMaker {
  constructor(
    private readonly signIns: SignInService,
    private readonly frames: PageFrame,
    private readonly demo: DemoAccounts,
    private readonly keptText: KeptText,
  ) {}

  page(request: FastifyRequest, props: Omit<SignInViewProps, 'frame' | 'demoAccounts' | 'sso'>): string {
    // Also for who was signed in when the request came, and is no more.
    const viewer = props.kept ? null : (request.viewer ?? null);
    const path = `/dang-nhap?next=${encodeURIComponent(props.next ?? '/')}`;
    const frame = { ...this.frames.bare(request, path), viewer, ...withForm(props.kept, '/dang-nhap/lai') };
    const { offersSso: sso } = this.signIns;
    return renderPage(SignInView({ frame, demoAccounts: this.demo.shown, sso, ...props }));
  }

  codePage(request: FastifyRequest, props: Omit<CodeStepViewProps, 'frame'>): string {
    const bare = this.frames.bare(request, CODE_PATH);
    const frame = { ...bare, path: CODE_PATH, ...withForm(props.kept, `${CODE_PATH}/lai`) };
    return renderPage(CodeStepView({ frame, ...props }));
  }

  /** For a form that was sent when its sender's session had ended, and on the way back to it; null for every other problem. */
  insteadOf(request: FastifyRequest, problem: Problem): string | null {
    return this.carryingOn(request, problem) ?? this.insteadOfForm(request, problem);
  }

  /** Whatever goes wrong while somebody signs in, the form that waits goes on waiting. */
  private carryingOn(request: FastifyRequest, { detail }: Problem): string | null {
    const page = request.sentForm?.page;
    const values = formValues(request.body);
    const kept = keptIn(values);
    const problem = detail[languageOf(request)];
    if (!kept) return null;
    if (page === CODE_PATH) return this.codePage(request, { kept, problem });
    if (page !== '/dang-nhap') return null;
    const { email, next } = values;
    return this.page(request, { kept, email, next, error: problem });
  }

  private insteadOfForm(request: FastifyRequest, { status, isSignedOut = false }: Problem): string | null {
    const { sentForm, viewer } = request;
    if (status !== 401 || !sentForm || (viewer && !isSignedOut)) return null;
    const sealed = this.keptText.seal(request, Date.now());
    if (sealed === null) return null;
    const next = addressOn(request, sentForm.page);
    if (sealed === '') {
      const { title, tooLong } = words(languageOf(request)).keptForm;
      return this.page(request, { next, error: tooLong, failed: title });
    }
    const withFile = request.routeOptions.config.upload !== undefined;
    return this.page(request, { next, kept: { sealed, token: sentForm.token, withFile } });
  }
}

/** The form that waits goes along where the language is switched. */
const withForm = (kept: CarriedForm | undefined, action: string): Pick<Frame, 'languageForm'> =>
  kept ? { languageForm: { id: KEPT_FORM_ID, action } } : {};
