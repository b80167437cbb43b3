import { renderToString } from 'preact-render-to-string';
import { drawings } from './icon-drawings.js';

/** The file with all drawings, each under its name: `Icon` refers to them. */
export function allDrawings(): string {
  return renderToString(
    <svg xmlns="http://www.w3.org/2000/svg">
      {Object.entries(drawings).map(([name, drawing]) => (
        <symbol id={`i-${name}`} key={name} viewBox="0 0 16 16">
          {drawing}
        </symbol>
      ))}
    </svg>,
  );
}
