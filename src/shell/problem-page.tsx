import type { FastifyRequest } from 'fastify';
import { inLanguage, type Problem, type ProblemPage } from '../platform/http/errors.filter.js';
import { languageOf } from '../platform/http/language.js';
import { ErrorView, type TypedText } from '../web/error.view.js';
import type { PageFrame } from './page-frame.js';
import { renderPage } from '../web/render.js';
import { addressOn, hadSecrets, pathOf, typedInto } from './sent-form.js';

/** What a validator says of the shape is for programmers. */
const isForPeople = ({ message }: Problem['errors'][number]) => typeof message !== 'string';

/** Problems as pages, with what was typed. Nothing is read for them: the database may be what is missing. */
export function problemPage(frames: PageFrame): ProblemPage {
  return (request, { status, detail, errors }) =>
    renderPage(
      <ErrorView
        frame={frames.known(request)}
        status={status}
        detail={detail[languageOf(request)]}
        errors={inLanguage(errors.filter(isForPeople), languageOf(request))}
        requestId={request.id}
        typed={typedTextOf(request)}
      />,
    );
}

function typedTextOf(request: FastifyRequest): TypedText | null {
  const { sentForm } = request;
  if (!sentForm) return null;
  const page = addressOn(request, sentForm.page);
  if (sentForm.isOfAnother) return { page, isOfAnother: true };
  const values = typedInto(request);
  return {
    page,
    isOfAnother: false,
    values,
    action: pathOf(request),
    token: sentForm.token,
    mayBeSent: !hadSecrets(request) && !request.routeOptions.config.upload,
  };
}
