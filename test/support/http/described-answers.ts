import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../../src/protocols/json/openapi/openapi-document.ts';

interface DescribedResponse {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

interface Described {
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly responses: Readonly<Record<string, DescribedResponse>> };
}

const openApi = openApiDocument() as unknown as Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, meta: false });
const validators = new Map<object, ValidateFunction>();

/** What the OpenAPI document says of such an answer; `undefined` if there is none. */
export function describedResponse(
  method: string,
  path: string,
  status: number,
): DescribedResponse | undefined {
  const pathname = path.split('?')[0] ?? '';
  const format = errorFormatOf(pathname);
  const { responses } = openApi.components;
  const badRequest = responses[`${format}BadRequest`];
  const operations = pathItem(pathname);
  const tooMany = responses[`${format}TooManyRequests`];
  if (operations === undefined) return { 404: responses['NotFound'], 400: badRequest, 429: tooMany }[status];
  const operation = operations[method === 'HEAD' ? 'get' : method.toLowerCase()];
  if (operation === undefined)
    return { 405: responses[`${format}MethodNotAllowed`], 400: badRequest, 429: tooMany }[status];
  return operation.responses[status];
}

/** How the components are called that describe what is refused whatever the method. */
function errorFormatOf(pathname: string): 'Aws' | 'OAuth' | '' {
  if (pathname === '/' || pathname.startsWith('/cognito-idp/')) return 'Aws';
  return pathname.startsWith('/oauth2/') ? 'OAuth' : '';
}

function pathItem(path: string): Readonly<Record<string, Described>> | undefined {
  const templates = Object.keys(openApi.paths);
  const template = templates.find((candidate) => {
    return new RegExp(`^${candidate.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  });
  return template === undefined ? undefined : openApi.paths[template];
}

/** In what a value is not as a schema of the document says. */
export function faultsBySchema(schema: object, value: unknown): readonly object[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  validate(value);
  return validate.errors ?? [];
}
