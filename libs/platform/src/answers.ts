import type { ContractClass } from '@gridwhistle/contracts';
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';

interface AnswerDoc {
  /** What the answer is, one sentence. */
  readonly description: string;
  /** What the endpoint does; needed where the body is no command (whose summary is used). */
  readonly summary?: string;
  /** The answer is a page of these: `{ items: […], next? }`. */
  readonly page?: boolean;
}

/**
 * Status and shape of an endpoint's answer, for Nest and for the API document. The class is declared with `@Shape()`;
 * without one the answer has no body.
 */
export function Answers(status: number, shape: ContractClass | undefined, doc: AnswerDoc): MethodDecorator {
  const { description } = doc;
  const common = [HttpCode(status), ...(doc.summary === undefined ? [] : [ApiOperation({ summary: doc.summary })])];
  if (!shape) return applyDecorators(...common, ApiResponse({ status, description }));
  const schema = doc.page ? pageSchema(getSchemaPath(shape)) : { $ref: getSchemaPath(shape) };
  return applyDecorators(...common, ApiExtraModels(shape), ApiResponse({ status, description, schema }));
}

function pageSchema(ref: string): object {
  return {
    type: 'object',
    required: ['items'],
    properties: {
      items: { type: 'array', items: { $ref: ref } },
      next: { type: 'string', description: 'Cursor of the next page; absent on the last one.' },
    },
  };
}
