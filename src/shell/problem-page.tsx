import { inLanguage, type Problem, type ProblemPage } from '../platform/http/errors.filter.js';
import { languageOf } from '../platform/http/language.js';
import { ErrorView } from '../web/error.view.js';
import type { PageFrame } from './page-frame.js';
import { renderPage } from '../web/render.js';

/** What a validator says of the shape is for programmers. */
const isForPeople = ({ message }: Problem['errors'][number]) => typeof message !== 'string';

/** Problems as pages. Nothing is read for them: the database may be what is missing. */
export function problemPage(frames: PageFrame): ProblemPage {
  return (request, { status, detail, errors }) =>
    renderPage(
      <ErrorView
        frame={frames.bare(request)}
        status={status}
        detail={detail[languageOf(request)]}
        errors={inLanguage(errors.filter(isForPeople), languageOf(request))}
        requestId={request.id}
      />,
    );
}
