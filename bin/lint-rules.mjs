/**
 * A rule for lint: what is imported and named only as a type says so, for then nobody depends on it at runtime. Oxlint's
 * own (typescript/consistent-type-imports) would have it of what Nest injects too, and Nest finds that by the class itself.
 */
const typeImports = {
  create(context) {
    return {
      ImportDeclaration({ importKind, specifiers }) {
        if (importKind === 'type') return;
        for (const specifier of specifiers.filter((each) => each.importKind !== 'type')) {
          for (const { name, references } of context.sourceCode.getDeclaredVariables(specifier)) {
            if (references.length === 0 || !references.every(isOfTypeAlone)) continue;
            context.report({
              node: specifier,
              message: `${name} is named only as a type: import it as one.`,
            });
          }
        }
      },
    };
  },
};

/**
 * A rule for lint: text is brought into a form of Unicode in src/platform/text.ts alone. Elsewhere nobody would think of
 * measuring it first, and a tower of marks takes the square of its height.
 */
const normalForms = {
  create(context) {
    return {
      CallExpression({ callee, arguments: [form] }) {
        if (callee.type !== 'MemberExpression' || callee.property.name !== 'normalize') return;
        if (form !== undefined && !(form.value ?? 'NF').startsWith?.('NF')) return;
        context.report({
          node: callee,
          message: 'Use what platform/text.ts has: it measures text before it takes time.',
        });
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'type-imports': typeImports, 'normal-forms': normalForms },
};

function isOfTypeAlone({ isValueReference, identifier }) {
  return !isValueReference && !isToldToDecorators(identifier);
}

/** TypeScript hands the types of a decorated class's constructor, and of decorated members, on as values. */
function isToldToDecorators(identifier) {
  for (let at = identifier.parent; at && at.type !== 'BlockStatement'; at = at.parent) {
    if (at.type === 'PropertyDefinition') return isDecorated(at);
    if (at.type !== 'MethodDefinition') continue;
    const owner = at.kind === 'constructor' ? at.parent.parent : at;
    return [owner, ...at.value.params].some(isDecorated);
  }
  return false;
}

function isDecorated({ decorators }) {
  return decorators?.length > 0;
}
