import { SetMetadata } from '@nestjs/common';

export const FORM_ON = 'shell:form-on';

/**
 * On a route that takes a form: what was typed into it outlasts an ended session, and stands on the page of any problem. Where the
 * request asks for that (`showsOnly`), the route shows the form with what was typed and does nothing: `answerForm` sees to it.
 * @param page on which the form stands, as its route is written
 */
export const FormOn = (page: string): MethodDecorator => SetMetadata(FORM_ON, page);
