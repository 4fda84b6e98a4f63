import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { allForms } from '#policy/forms.js';

/** OpenAPI 3.1. Every request body carries a valid example; the completion's has one for every form. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Saphan')
    .setDescription('Victim identification and referral workflow. Errors are RFC 9457 problems in Thai and English.')
    .setVersion('0.1.0')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('saphan_session')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  for (const operation of Object.values(document.paths).flatMap((path) =>
    Object.values(path as Record<string, unknown>),
  )) {
    addExample(document, operation as Operation);
  }
  return document;
}

interface Media {
  schema?: { $ref?: string };
  example?: unknown;
  examples?: Record<string, { summary: string; value: unknown }>;
}
interface Operation {
  requestBody?: { content?: Record<string, Media> };
}
interface Property {
  readonly example?: unknown;
  readonly $ref?: string;
  readonly allOf?: readonly { readonly $ref?: string }[];
  readonly type?: string;
  readonly items?: Property;
}

function addExample(document: OpenAPIObject, operation: Operation): void {
  const [media] = Object.values(operation.requestBody?.content ?? {});
  const name = media?.schema?.$ref?.split('/').at(-1);
  if (media === undefined || name === undefined) return;
  media.example = exampleOf(document, name);
  if (name !== 'CompletionDto') return;
  delete media.example;
  media.examples = Object.fromEntries(
    [...allForms().values()].map(({ id, title, example }) => [id, { summary: title.en, value: { answers: example } }]),
  );
}

/** The example of a body, put together from those of its properties. */
function exampleOf(document: OpenAPIObject, name: string): Record<string, unknown> {
  const schema = document.components?.schemas?.[name] as { properties?: Record<string, Property> } | undefined;
  const examples: Record<string, unknown> = {};
  for (const [property, shape] of Object.entries(schema?.properties ?? {})) {
    const example = exampleOfProperty(document, shape);
    if (example !== undefined) examples[property] = example;
  }
  return examples;
}

function exampleOfProperty(document: OpenAPIObject, shape: Property): unknown {
  if (shape.example !== undefined) return shape.example;
  const reference = shape.$ref ?? shape.allOf?.[0]?.$ref;
  if (reference !== undefined) return exampleOf(document, reference.split('/').at(-1) ?? '');
  if (shape.type === 'array' && shape.items?.$ref !== undefined) return [exampleOfProperty(document, shape.items)];
  return undefined;
}
